"""Whom lines of the log may reach at this moment, whatever they wish of it: asked for many lines at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from django.db.models import Q

from zwerm.activity.models import Entry
from zwerm.members.models import Block, Member
from zwerm.notifications.notices import Asked, Kind, Thing

#: A kind, and the members whom it names.
Named = tuple[Kind, Collection[int]]
#: The same, without those whom it may not reach.
Reached = list[tuple[Kind, set[int]]]


def reached(asked: Sequence[tuple[Entry, Sequence[Named]]]) -> list[Reached]:
    """For each line: of whom each kind names those who may hear of it, by the thing that it is about and by the kind.

    Each question is asked once for all lines and all whom it is about, and none about nobody.
    """
    lines = [(entry, _but_who_did_it(entry, named)) for entry, named in asked]
    there = _there(lines)
    wanted = [
        (entry, [(kind, _wanted(kind, entry, keys & there.get((entry.pk, kind.thing.name), set()))) for kind, keys in named])
        for entry, named in lines
    ]  # fmt: skip
    near = let_near([(entry, set[int]().union(*(keys for _kind, keys in named))) for entry, named in wanted])
    return [[(kind, keys & close) for kind, keys in named] for (_entry, named), close in zip(wanted, near, strict=True)]


def _but_who_did_it(entry: Entry, named: Sequence[Named]) -> Reached:
    return [(kind, {key for key in keys if kind.own or key != entry.actor_id}) for kind, keys in named]


def _there(lines: Sequence[tuple[Entry, Reached]]) -> dict[tuple[int, str], set[int]]:
    """For each line and thing, those who may and want to hear of that thing."""
    there: dict[tuple[int, str], set[int]] = {}
    for thing in {kind.thing.name: kind.thing for _entry, named in lines for kind, keys in named if keys}.values():
        asked = list(_about(thing, lines))
        for (entry, _members), wanted in zip(asked, thing.wanted(asked), strict=True):
            there[entry.pk, thing.name] = set(wanted)
    return there


def _about(thing: Thing, lines: Sequence[tuple[Entry, Reached]]) -> Iterator[Asked]:
    for entry, named in lines:
        if members := set[int]().union(*(keys for kind, keys in named if kind.thing.name == thing.name)):
            yield entry, sorted(members)


def _wanted(kind: Kind, entry: Entry, keys: set[int]) -> set[int]:
    return set(kind.wanted(entry, sorted(keys))) if keys else set()


def let_near(asked: Sequence[tuple[Entry, set[int]]]) -> list[set[int]]:
    """Who can be reached at all: people who are here, where no block stands between them and who did it, whoever put it up."""
    members = set[int]().union(*(keys for _entry, keys in asked))
    if not members:
        return [set() for _one in asked]
    people = set(Member.objects.people().filter(pk__in=members).values_list("pk", flat=True))
    actors = {entry.actor_id for entry, keys in asked if keys and entry.actor_id}
    between = Q(blocker__in=actors, blocked__in=members) | Q(blocker__in=members, blocked__in=actors)
    apart: dict[int, set[int]] = {}
    for one, other in Block.objects.filter(between).values_list("blocker", "blocked") if actors else ():
        apart.setdefault(one, set()).add(other)
        apart.setdefault(other, set()).add(one)
    return [(keys & people) - apart.get(entry.actor_id or 0, set()) for entry, keys in asked]
