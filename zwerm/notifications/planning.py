"""What the next batch of a spread is: whom the line names, and of what kind the notice is that each of them gets.

Most lines concern few, and many come at once; so what is to be known is asked for all lines of a batch together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from zwerm.activity.models import Entry
from zwerm.notifications import notices
from zwerm.notifications.choices import When
from zwerm.notifications.models import Notice, Pause, Spread
from zwerm.notifications.notices import Kind, Spot, Thing
from zwerm.notifications.reach import Reached, reached
from zwerm.notifications.wishing import Wishes


@dataclass(frozen=True)
class Plan:
    spread: Spread
    notices: list[Notice]
    looked_at: int
    #: Everybody up to this member was looked at.
    reached: int
    is_last: bool


def plan(spreads: Sequence[Spread], most: int) -> list[Plan]:
    """What the next members of each of these spreads are to be told, at most `most` of them; asked for all of them together."""
    with ExitStack() as looked_up:
        for thing, entries in _things([one.entry for one in spreads]):
            looked_up.enter_context(thing.looked_up(entries))
        pages = [_pages(one.entry, one.reached, most) for one in spreads]
        found = reached([(one.entry, here) for one, (here, _end) in zip(spreads, pages, strict=True)])
        named = [_by_member(kinds) for kinds in found]
        made = _notices([(one.entry, members) for one, members in zip(spreads, named, strict=True)])
    return [
        _plan(spread, end, members, told)
        for spread, (_here, end), members, told in zip(spreads, pages, named, made, strict=True)
    ]


def anew(made: Sequence[Notice]) -> list[Notice | None]:
    """For each of these, what would be told its member of that line at this moment, by what they wish and may see by now."""
    with ExitStack() as looked_up:
        for thing, entries in _things([notice.entry for notice in made]):
            looked_up.enter_context(thing.looked_up(entries))
        found = reached([(notice.entry, _naming(notice)) for notice in made])
        named = [_by_member(kinds) for kinds in found]
        told = _notices([(notice.entry, members) for notice, members in zip(made, named, strict=True)])
    return [next(iter(one), None) for one in told]


def _naming(notice: Notice) -> Page:
    """The kinds that name the member of this notice for its line."""
    entry, member = notice.entry, notice.member_id
    return [(kind, [member]) for kind in notices.of_verb(entry.verb) if member in kind.receivers(entry, member - 1, 1)]


def _plan(spread: Spread, end: int | None, named: Named, told: list[Notice]) -> Plan:
    return Plan(spread, told, len(named), end or max(named, default=spread.reached), is_last=end is None)


def _things(lines: Sequence[Entry]) -> Iterator[tuple[Thing, list[Entry]]]:
    """The things that lines are about, each with its lines."""
    about: dict[str, tuple[Thing, list[Entry]]] = {}
    for one in lines:
        for thing in {kind.thing.name: kind.thing for kind in notices.of_verb(one.verb)}.values():
            about.setdefault(thing.name, (thing, []))[1].append(one)
    yield from about.values()


Named = Mapping[int, Sequence[Kind]]
Page = list[tuple[Kind, list[int]]]


def _pages(entry: Entry, after: int, most: int) -> tuple[Page, int | None]:
    """The next members whom each kind names, in rising order, and up to whom all kinds were asked.

    Where a page is full there may be more: then only those up to the lowest of such ends are taken, so that nobody is met again by
    another kind in the next batch. None when that was all.
    """
    pages = [(kind, list(kind.receivers(entry, after, most))) for kind in notices.of_verb(entry.verb)]
    end = min((page[-1] for _kind, page in pages if len(page) >= most), default=None)
    return [(kind, [key for key in page if end is None or key <= end]) for kind, page in pages], end


def _by_member(reached: Reached) -> Named:
    """Each member with the kinds that name them, the strongest first."""
    named: dict[int, list[Kind]] = {}
    for kind, members in reached:
        for member in members:
            named.setdefault(member, []).append(kind)
    return named


def _notices(asked: Sequence[tuple[Entry, Named]]) -> list[list[Notice]]:
    wishes = Wishes({one for _entry, named in asked for one in named}, {entry.place_id for entry, _named in asked})
    made = [[one for one in _notices_of(entry, named, wishes) if one] for entry, named in asked]
    _hold_back([notice for told in made for notice in told])
    return made


def _notices_of(entry: Entry, named: Named, wishes: Wishes) -> Iterator[Notice | None]:
    things = {kind.thing.name: kind.thing for kinds in named.values() for kind in kinds}
    spots = {name: thing.of(entry) for name, thing in things.items()}
    for member, kinds in sorted(named.items()):
        yield _notice(entry, member, kinds, wishes, spots)


Spots = Mapping[str, Spot | None]


def _notice(entry: Entry, member: int, kinds: Sequence[Kind], wishes: Wishes, spots: Spots) -> Notice | None:
    """Of the kinds that are wanted the strongest, and rather one that leaves; it comes as soon as any of them is to come."""
    wished = [(kind, wishes.when(member, entry.place_id, kind)) for kind in kinds]
    told = [(kind, when) for kind, when in wished if _is_told(kind, when)]
    wanted = [(kind, when) for kind, when in told if when.leaves] or told
    spot = spots[wanted[0][0].thing.name] if wanted else None
    if spot is None:
        return None
    kind = wanted[0][0]
    when = When.AT_ONCE if any(when == When.AT_ONCE for _kind, when in wanted) else wanted[0][1]
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
    return when == When.AT_ONCE or (when != When.NEVER and not kind.at_once_only)


def _hold_back(made: Sequence[Notice]) -> None:
    """While somebody has paused, what would come at once waits for their digest."""
    at_once = [notice for notice in made if notice.when == When.AT_ONCE]
    paused = Pause.among({notice.member_id for notice in at_once})
    for notice in at_once:
        if notice.member_id in paused:
            notice.when = When.DIGEST
