"""What the next batch of a spread is: whom the line names, and of what kind the notice is that each of them gets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from zwerm.activity.models import Entry
from zwerm.core.prepared import OfFew
from zwerm.notifications import notices
from zwerm.notifications.choices import When
from zwerm.notifications.models import Notice, Pause, Spread
from zwerm.notifications.notices import Kind, Spot
from zwerm.notifications.reach import reached
from zwerm.notifications.wishing import Wishes


@dataclass(frozen=True)
class Plan:
    spread: Spread
    notices: list[Notice]
    looked_at: int
    #: Everybody up to this member was looked at.
    reached: int
    is_last: bool


def plan(spread: Spread, most: int) -> Plan:
    """What this spread's next members are to be told, at most `most` of them."""
    named, end = _named(spread.entry, spread.reached, most)
    made = _notices(spread.entry, named) if named else []
    return Plan(spread, made, len(named), end or max(named, default=spread.reached), is_last=end is None)


Named = Mapping[int, Sequence[Kind]]
Spots = Mapping[str, Spot | None]


def _named(entry: Entry, after: int, most: int) -> tuple[Named, int | None]:
    """The next members whom it names, each with the kinds that name them, the strongest first; and up to whom all kinds were asked.

    Each kind gives a page of its receivers in rising order. Where a page is full there may be more: then only those up to the lowest of
    such ends are taken, so that nobody is met again by another kind in the next batch. None when that was all.
    """
    pages = [(kind, list(kind.receivers(entry, after, most))) for kind in notices.of_verb(entry.verb)]
    end = min((page[-1] for _kind, page in pages if len(page) >= most), default=None)
    here = [(kind, [key for key in page if end is None or key <= end]) for kind, page in pages]
    named: dict[int, list[Kind]] = {}
    for kind, members in reached(entry, here):
        for member in members:
            named.setdefault(member, []).append(kind)
    return named, end


def _notices(entry: Entry, named: Named) -> list[Notice]:
    wishes = Wishes(named, entry.place_id)
    things = {kind.thing.name: kind.thing for kinds in named.values() for kind in kinds}
    spots = {name: thing.of(entry) for name, thing in things.items()}
    made = [_notice(entry, member, kinds, wishes, spots) for member, kinds in sorted(named.items())]
    told = [notice for notice in made if notice]
    _hold_back(told)
    return told


def _notice(entry: Entry, member: int, kinds: Sequence[Kind], wishes: Wishes, spots: Spots) -> Notice | None:
    """Of the kinds that are wanted the strongest; it comes as soon as any of them is to come."""
    wished = [(kind, wishes.when(member, kind)) for kind in kinds]
    wanted = [(kind, when) for kind, when in wished if _is_told(kind, when)]
    spot = spots[wanted[0][0].thing.name] if wanted else None
    if spot is None:
        return None
    kind = wanted[0][0]
    when = When.AT_ONCE if any(when == When.AT_ONCE for _kind, when in wanted) else When.DIGEST
    return Notice(
        member_id=member,
        entry=entry,
        kind=kind.name,
        about=f"{kind.thing.name}:{spot.key}",
        position=spot.position,
        place_id=entry.place_id,
        actor_id=None if kind.own else entry.actor_id,
        at=entry.at,
        when=when,
    )


def _is_told(kind: Kind, when: When) -> bool:
    return when == When.AT_ONCE or (when == When.DIGEST and not kind.at_once_only)


def _hold_back(made: Sequence[Notice]) -> None:
    """While somebody has paused, what would come at once waits for their digest."""
    at_once = [notice for notice in made if notice.when == When.AT_ONCE]
    members = [notice.member_id for notice in at_once]
    paused = _paused(now=timezone.now(), members=members) if members else ()
    for notice in at_once:
        if (notice.member_id,) in paused:
            notice.when = When.DIGEST


_paused = OfFew(
    "members",
    lambda now, members: Pause.objects.running(now).filter(member__in=members).values_list("pk"),
    moments=("now",),
)
