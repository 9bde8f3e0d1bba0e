"""The lines of somebody's list: what is about one thing stands in one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from zwerm.members.models import Member
from zwerm.notifications import notices, saying
from zwerm.notifications.models import Notice
from zwerm.notifications.notices import Kind, Shown

#: Of all that the lines of one page tell, so much is looked at.
MOST = 300
#: So many sentences has a line.
SENTENCES = 2


@dataclass(frozen=True)
class Line:
    sentences: list[SafeString]
    unread: bool
    at: datetime
    #: Whose face stands beside it; None for the house itself.
    actor: Member | None
    place: str
    #: The key of the newest notice that it tells.
    newest: int
    #: The notice by which it is opened: the oldest that is not read.
    url: str


def lines(person: Any, heads: Sequence[Notice]) -> list[Line]:
    """A line for each of these, the newest of each thing. What its member may not see any more goes, and leaves no line."""
    told = _told(heads)
    seen = shown(person, told)
    gone = [about for about in told if about not in seen]
    if gone:
        Notice.objects.filter(member=person, about__in=gone).delete()
    return [_line(told[head.about], seen[head.about]) for head in heads if head.about in seen]


def shown(person: Any, told: Iterable[str]) -> dict[str, Shown]:
    """Those of these things that the person may see: one question for each sort of thing."""
    keys: dict[str, list[int]] = defaultdict(list)
    for about in told:
        name, _, key = about.partition(":")
        keys[name].append(int(key))
    things = notices.things()
    return {
        f"{name}:{key}": one
        for name, wanted in keys.items()
        if name in things
        for key, one in things[name].shown(person, wanted).items()
    }


def known(notice: Notice) -> tuple[Kind, Shown] | None:
    """Of what kind a notice is, and what it is about as its member sees that; None where one of them is there no more."""
    kind, about = notices.get(notice.kind), shown(notice.member, [notice.about]).get(notice.about)
    return (kind, about) if kind and about else None


def _told(heads: Sequence[Notice]) -> dict[str, list[Notice]]:
    """What each line tells, the newest first: what is not read, or where all is, everything."""
    if not heads:
        return {}
    about: dict[str, list[Notice]] = defaultdict(list)
    rows = Notice.objects.filter(member=heads[0].member_id, about__in=[head.about for head in heads])
    for notice in rows.select_related("actor", "place", "entry").order_by("-pk")[:MOST]:
        about[notice.about].append(notice)
    for head in heads:
        about.setdefault(head.about, [head])
    return {name: [one for one in found if not one.read] or found for name, found in about.items()}


def _line(told: list[Notice], shown: Shown) -> Line:
    newest = told[0]
    return Line(
        sentences=_sentences(told, shown.title),
        unread=not newest.read,
        at=newest.at,
        actor=newest.actor,
        place=newest.place.name if newest.place and newest.place.name != shown.title else "",
        newest=newest.pk,
        url=told[-1].get_absolute_url() if not newest.read else newest.get_absolute_url(),
    )


def _sentences(told: list[Notice], title: str) -> list[SafeString]:
    """One for each sort of thing that happened, the strongest first; the second and later ones are of few words."""
    sorts: dict[tuple[str, str], tuple[Kind, list[Notice]]] = {}
    for notice in told:
        kind = notices.get(notice.kind)
        if kind:
            sorts.setdefault((kind.name, kind.variant(notice.entry)), (kind, []))[1].append(notice)
    found = sorted(sorts.values(), key=lambda one: -one[0].strength)
    return [saying.marked(kind, rows[0].entry, people(rows), title) for kind, rows in found[:SENTENCES]]


def people(told: Sequence[Notice]) -> list[str]:
    """Who did it, each once, the last one first."""
    return list(dict.fromkeys(notice.actor.name for notice in told if notice.actor))
