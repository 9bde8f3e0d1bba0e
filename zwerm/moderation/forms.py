from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from zwerm.core.choices import Explained
from zwerm.moderation import reasons
from zwerm.moderation.models import Decision
from zwerm.moderation.reasons import RULES, Reason

Kind = Decision.Kind
TERMS = [
    ("1", pgettext_lazy("how long", "a day")),
    ("7", pgettext_lazy("how long", "a week")),
    ("30", pgettext_lazy("how long", "a month")),
    ("90", pgettext_lazy("how long", "three months")),
    ("", pgettext_lazy("how long", "without end")),
]
A_WEEK = "7"
#: What is decided about several at once.
MANY = (Kind.FINE, Kind.REMOVE, Kind.PROMOTIONS, Kind.PASS, Kind.REFUSE)


class ReportForm(forms.Form):
    reason = forms.ChoiceField(
        label=pgettext_lazy("field of a report", "What is wrong with it?"),
        choices=[(reason.value, Explained(reason.label, RULES[reason])) for reason in Reason],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is wrong with it.")},
    )
    words = forms.CharField(
        label=pgettext_lazy("field of a report", "In your own words"),
        widget=forms.Textarea({"rows": 3}),
        max_length=1000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("reason") == Reason.OTHER and not given.get("words"):
            self.add_error("words", _("Say in a sentence what is wrong with it."))
        return given


class DecisionForm(forms.Form):
    """What is decided in a case; the kind is the button that was pressed."""

    kind = forms.ChoiceField(choices=Kind.choices, widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        label=pgettext_lazy("field of a decision", "Because of"), choices=Reason.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=pgettext_lazy("field of a decision", "To the author"),
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
        required=False,
    )
    away = forms.ChoiceField(
        label=pgettext_lazy("field of a decision", "The words themselves"),
        choices=[
            ("", pgettext_lazy("what becomes of the words", "stay")),
            ("hide", pgettext_lazy("what becomes of the words", "are hidden")),
            ("remove", pgettext_lazy("what becomes of the words", "are removed")),
        ],
        required=False,
    )
    term = forms.ChoiceField(label=pgettext_lazy("field of a decision", "For how long"), choices=TERMS, required=False)
    everywhere = forms.BooleanField(
        label=pgettext_lazy("field of a decision", "In the whole community"), required=False
    )

    def __init__(
        self, *args: Any, possible: list[str], language: str, keeps_community: bool, wide: bool, **kwargs: Any
    ) -> None:
        """
        Args:
            possible: the kinds of decision that exist here.
            language: of the author, for the words that belong to a reason.
            keeps_community: whether who decides may pause or block in the whole community.
            wide: there is no group to do it in.
        """
        super().__init__(*args, **kwargs)
        self.language, self.wide = language, wide
        self.fields["kind"].choices = [(kind, kind) for kind in possible]  # type: ignore[attr-defined]
        if wide or not keeps_community:
            del self.fields["everywhere"]
        if not {Kind.HIDE, Kind.REMOVE} & set(possible):
            del self.fields["away"]
        if Kind.PAUSE not in possible:
            del self.fields["term"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") == Kind.PAUSE and not given.get("term"):
            self.add_error("term", _("A pause has an end; without end is for whoever is put out."))
        if given.get("away") and given["away"] not in dict(self.fields["kind"].choices):  # type: ignore[attr-defined]
            self.add_error("away", _("That cannot be done with these words."))
        return given

    @property
    def decided(self) -> dict[str, Any]:
        """The arguments of `deciding.decide`."""
        given = self.cleaned_data
        kind, words = given["kind"], given.get("words", "")
        if reasons.is_ours(words, self.language):
            words = ""  # another reason may have been chosen after these were put there
        has_term = kind in (Kind.PAUSE, Kind.BLOCK)
        return {
            "reason": given["reason"],
            "words": words,
            "until": _end(given.get("term", "")) if has_term else None,
            "everywhere": has_term and (self.wide or given.get("everywhere", False)),
            "away": given.get("away", "") if has_term or kind in (Kind.CHANGE, Kind.WARN) else "",
        }


class Keys(forms.TypedMultipleChoiceField):
    """Keys of records; which of them somebody may touch, the door says."""

    def valid_value(self, value: Any) -> bool:
        return str(value).isdecimal() and len(str(value)) < 19


class ManyForm(forms.Form):
    """One decision for several cases."""

    case = Keys(coerce=int, error_messages={"required": _("Choose at least one.")})
    kind = forms.ChoiceField(choices=[(kind.value, kind.label) for kind in MANY])
    reason = forms.ChoiceField(
        label=pgettext_lazy("field of a decision", "Because of"), choices=Reason.choices, initial=Reason.ADVERT
    )


class ObjectionForm(forms.Form):
    words = forms.CharField(
        label=pgettext_lazy("field of an objection", "Why is it not right?"),
        widget=forms.Textarea({"rows": 5}),
        max_length=4000,
    )


class AnswerForm(forms.Form):
    outcome = forms.ChoiceField(
        label=pgettext_lazy("field of an answer", "What do you decide?"),
        choices=[
            (
                "reversed",
                Explained(
                    pgettext_lazy("answer to an objection", "The author is right"),
                    _("Everything that was done is put back."),
                ),
            ),
            (
                "stands",
                Explained(
                    pgettext_lazy("answer to an objection", "The decision stands"), _("With the answer that you give.")
                ),
            ),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    words = forms.CharField(
        label=pgettext_lazy("field of an answer", "Your answer to the author"),
        widget=forms.Textarea({"rows": 4}),
        max_length=2000,
    )


def _end(term: str) -> datetime | None:
    return timezone.now() + timedelta(days=int(term)) if term else None
