"""Whom a line of the log may reach at this moment, whatever they wish of it."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Q

from zwerm.activity.models import Entry
from zwerm.members.models import Block, Member
from zwerm.notifications.notices import Kind


def reached(entry: Entry, kind: Kind, members: Sequence[int]) -> set[int]:
    """Those of these members who may hear of it, by the kind and by the thing that it is about."""
    others = [key for key in members if kind.own or key != entry.actor_id]
    there = set(kind.thing.wanted(entry, others)) if others else set()
    near = set(kind.wanted(entry, sorted(there))) if there else set()
    return near & let_near(entry, near)


def let_near(entry: Entry, members: set[int]) -> set[int]:
    """Who can be reached at all: people who are here, where no block stands between them and who did it, whoever put it up."""
    if not members:
        return set()
    people = Member.objects.people().filter(pk__in=members)
    if entry.actor_id:
        mine = Q(blocker=OuterRef("pk"), blocked=entry.actor_id)
        theirs = Q(blocker=entry.actor_id, blocked=OuterRef("pk"))
        people = people.filter(~Exists(Block.objects.filter(mine | theirs)))
    return set(people.values_list("pk", flat=True))
