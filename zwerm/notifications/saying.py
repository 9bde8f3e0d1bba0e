"""How a notice is said: whole sentences, with the names of who did it and of what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import npgettext, pgettext

from zwerm.activity.models import Entry
from zwerm.members.models import Community
from zwerm.notifications.notices import Kind

#: So many names are said; of more people, this many less one and how many others.
NAMED = 3


def names(people: Sequence[str]) -> str:
    """ "Anna", "Anna and Bram", "Anna, Bram and 3 others"; the community's own name where nobody in particular did it."""
    if not people:
        community = Community.current()
        return community.name if community else "Zwerm"
    if len(people) == 1:
        return people[0]
    if len(people) <= NAMED:
        return pgettext("names", "%(first)s and %(last)s") % {"first": ", ".join(people[:-1]), "last": people[-1]}
    first, others = ", ".join(people[: NAMED - 1]), len(people) - NAMED + 1
    said = npgettext("names", "%(first)s and %(others)d other", "%(first)s and %(others)d others", others)
    return said % {"first": first, "others": others}


def cut(words: str, most: int) -> str:
    """As many whole words as fit into so many characters, with a sign that there are more."""
    return words if len(words) <= most else f"{words[:most].rsplit(None, 1)[0]} …"


def sentence(kind: Kind, entry: Entry, people: Sequence[str], title: str) -> str:
    """Plain text: for a mail, for the sign of a device."""
    quoted = pgettext("title of something", "“%(title)s”") % {"title": title}
    return _said(kind, entry, people, names(people), quoted)


def marked(kind: Kind, entry: Entry, people: Sequence[str], title: str) -> SafeString:
    """For a page, with what it is about standing out."""
    who, what = format_html("{}", names(people)), format_html("<b>{}</b>", title)
    return mark_safe(_said(kind, entry, people, who, what))  # noqa: S308  the sentence is ours, and what fills it is escaped


def _said(kind: Kind, entry: Entry, people: Sequence[str], who: str, title: str) -> str:
    values: dict[str, Any] = {"count": max(len(people), 1), "who": who, "title": title}
    return str(kind.sentence(entry) % values)
