"""Why something is reported, and why it is decided so: a short list, each with the rule of the house it stands for."""

from __future__ import annotations

from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Reason(models.TextChoices):
    ADVERT = "advert", pgettext_lazy("why it is reported", "An advert")
    VACANCY = "vacancy", pgettext_lazy("why it is reported", "A vacancy")
    OFF_SUBJECT = "off_subject", pgettext_lazy("why it is reported", "Off the subject")
    UNKIND = "unkind", pgettext_lazy("why it is reported", "Unkind")
    PRIVATE = "private", pgettext_lazy("why it is reported", "Private data")
    SPAM = "spam", pgettext_lazy("why it is reported", "Spam")
    UNLAWFUL = "unlawful", pgettext_lazy("why it is reported", "Against the law")
    OTHER = "other", pgettext_lazy("why it is reported", "Something else")


#: What is looked at first.
URGENT = frozenset({Reason.PRIVATE, Reason.UNLAWFUL, Reason.UNKIND})

#: The rules of the house, by the reason that names each.
RULES: dict[str, Promise] = {
    Reason.ADVERT: _(
        "Conversations are for learning from each other. Adverts stand in Promotions, where a group has that."
    ),
    Reason.VACANCY: _("Vacancies and assignments stand in Jobs, where a group has that."),
    Reason.OFF_SUBJECT: _("In a group we talk about what the group is for."),
    Reason.UNKIND: _("We speak about the matter and not about the person. Nobody is put down or driven away."),
    Reason.PRIVATE: _("What is private of somebody else is not shared without their consent."),
    Reason.SPAM: _("Nobody spreads the same words everywhere, or writes only to lead people elsewhere."),
    Reason.UNLAWFUL: _("What the law forbids does not stand here."),
    Reason.OTHER: _("We keep this a place where members dare to speak and find what helps them."),
}

_words: dict[str, Promise] = {
    Reason.ADVERT: _(
        "Your words read as an advert. You are welcome to tell what you offer in Promotions; in a conversation people look for"
        " experience."
    ),
    Reason.VACANCY: _(
        "This is a vacancy or an assignment. Who looks for one looks in Jobs, and there it will be found sooner."
    ),
    Reason.OFF_SUBJECT: _(
        "This is about something else than what this group is for. Perhaps there is another group where it is just right."
    ),
    Reason.UNKIND: _(
        "The tone of this is about a person and not about the matter. Say the same thing in a way that the other can hear it."
    ),
    Reason.PRIVATE: _(
        "In this stand things about somebody that they did not share here themselves. Leave out what tells who it is about."
    ),
    Reason.SPAM: _(
        "This was put here in the way of spam: the same words in many places, or only to lead people elsewhere."
    ),
    Reason.UNLAWFUL: _("As we read it, the law does not allow this to stand here."),
    Reason.OTHER: _("This does not fit with how we talk with each other here."),
}


def words_for(reason: str, language: str) -> str:
    """What a moderator may begin with when they tell the author why, in the author's language."""
    with translation.override(language):
        return str(_words[reason])


def is_ours(words: str, language: str) -> bool:
    """Whether nobody has changed these words: they belong to a reason, and not to somebody."""
    return any(words.split() == words_for(reason, language).split() for reason in Reason)
