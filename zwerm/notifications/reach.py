"""Whom a line of the log may reach at this moment, whatever they wish of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from zwerm.activity.models import Entry
from zwerm.core.prepared import OfFew
from zwerm.members.models import Block, Member
from zwerm.notifications.notices import Kind

#: A kind, and the members whom it names.
Named = tuple[Kind, Collection[int]]


def reached(entry: Entry, named: Sequence[Named]) -> list[tuple[Kind, set[int]]]:
    """Of whom each kind names those who may hear of it, by the thing that it is about and by the kind.

    Each question is asked once for all whom it is about, and none about nobody.
    """
    others = [(kind, {key for key in keys if kind.own or key != entry.actor_id}) for kind, keys in named]
    there: dict[str, set[int]] = {}
    for thing in {kind.thing.name: kind.thing for kind, keys in others if keys}.values():
        about = set[int]().union(*(keys for kind, keys in others if kind.thing.name == thing.name))
        there[thing.name] = set(thing.wanted(entry, sorted(about)))
    left = [(kind, keys & there.get(kind.thing.name, set())) for kind, keys in others]
    wanted = [(kind, set(kind.wanted(entry, sorted(keys))) if keys else set()) for kind, keys in left]
    near = let_near(entry, set[int]().union(*(keys for _kind, keys in wanted)))
    return [(kind, keys & near) for kind, keys in wanted]


def let_near(entry: Entry, members: set[int]) -> set[int]:
    """Who can be reached at all: people who are here, where no block stands between them and who did it, whoever put it up."""
    return {key for (key,) in _near(actor=entry.actor_id or 0, members=sorted(members))} if members else set()


def _ask_near(actor: int, members: Sequence[int]) -> QuerySet[Any, Any]:
    mine = Q(blocker=OuterRef("pk"), blocked=actor)
    theirs = Q(blocker=actor, blocked=OuterRef("pk"))
    people: QuerySet[Any, Any] = Member.objects.people().filter(pk__in=members).values_list("pk")
    return people.filter(~Exists(Block.objects.filter(mine | theirs)))


_near = OfFew("members", _ask_near)
