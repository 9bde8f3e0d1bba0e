"""Tags of conversations: who thanked, who will read this, what the editor talks to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, npgettext, pgettext

from zwerm.groups.models import Group
from zwerm.members.models.member import member_page
from zwerm.reactions.models import Giver

register = template.Library()

#: Names that are written out; who came later is among "others".
NAMED = 3


class Readers(NamedTuple):
    """Who will read what is written in a group: a sentence, and the class of its sign."""

    sentence: str
    css: str


@register.filter
def section_name(section: str) -> str:
    """`{{ topic.section|section_name }}`: what a section of a group is called."""
    return str(Group.Section(section).label)


@register.simple_tag(takes_context=True)
def who_reads(context: template.Context, group: Group) -> Readers:
    """`{% who_reads group as readers %}`: known before one writes, on every page where one reads."""
    if group.visibility == Group.Visibility.PUBLIC:
        return Readers(gettext("Everyone can read this, also outside the community."), "is-public")
    if group.visibility == Group.Visibility.MEMBERS:
        name = getattr(context.get("community"), "name", "Zwerm")
        return Readers(gettext("All members of %(name)s can read this.") % {"name": name}, "")
    sentence = escape(gettext("Only members of %(name)s can read this."), quote=False)
    return Readers(SafeString(sentence % {"name": conditional_escape(group.name)}), "is-closed")


@register.simple_tag
def editor_links(place: str = "") -> dict[str, str]:
    """Where the editor finds a preview, names, room for pictures, and a draft: `{% editor_links "topic:12" as links %}`."""
    links = {
        "preview": reverse("discussions:preview"),
        "mentions": reverse("members:mentions"),
        "upload": settings.MEDIA_URL,
    }
    return links | ({"draft": reverse("discussions:draft", args=[place])} if place else {})


def thanked(given: Mapping[str, Sequence[Giver]], author: str) -> SafeString:
    """Who was helped by a post of `author` and who said thanks, in a sentence each; names, never a count."""
    say, sentences = _sayings(get_language()), []
    if helped := given.get("helped"):
        sentences.append(say.helped % {"who": names(helped)})
    if thanks := given.get("thanks"):
        values: dict[str, Any] = {"who": names(thanks), "author": escape(author)}
        sentences.append((say.thanked if len(thanks) == 1 else say.thanked_by_more) % values)
    return SafeString(" ".join(sentences))


def names(givers: Sequence[Giver]) -> SafeString:
    """ "Anna", "Anna and Daan", "Anna, Daan, Eva and others", each a link to their page."""
    say, html = _sayings(get_language()), [_name(giver) for giver in givers[:NAMED]]
    if len(givers) > NAMED:
        html.append(escape(say.others))
    return SafeString(html[0] if len(html) == 1 else f"{', '.join(html[:-1])} {escape(say.between)} {html[-1]}")


class Sayings(NamedTuple):
    """What stands around names in one language; a page says it under many posts."""

    helped: str
    thanked: str
    thanked_by_more: str
    others: str
    between: str


@lru_cache(maxsize=8)
def _sayings(_language: str | None) -> Sayings:
    one, more = (
        npgettext("under a post", "%(who)s thanked %(author)s.", "%(who)s thanked %(author)s.", number)
        for number in (1, NAMED)
    )
    return Sayings(
        helped=pgettext("under a post", "This helped %(who)s."),
        thanked=one,
        thanked_by_more=more,
        others=pgettext("after some names", "others"),
        between=pgettext("between two names", "and"),
    )


@lru_cache(maxsize=2000)
def _name(giver: Giver) -> str:
    return f'<a class="who" href="{member_page(giver.handle)}">{escape(giver.name)}</a>'
