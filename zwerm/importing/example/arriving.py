"""Writes who came: members, and their memberships of groups."""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import F

from zwerm.groups.models import Group, Membership
from zwerm.importing.example import groups
from zwerm.importing.example.ledger import MEMBER, MEMBERSHIP, Ledger
from zwerm.importing.example.people import Person
from zwerm.importing.example.plan import Rows, Seconds
from zwerm.importing.example.story import moment
from zwerm.members.models import Member, RoleType


class Arriving:
    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    @cached_property
    def joined(self) -> Seconds:
        """When each membership of `joins` began; nobody is in a group before it is there."""
        places = self.ledger.story.history.memberships
        return np.maximum(places.joined, self.ledger.story.opened[places.group] + 60)[self.joins]

    @cached_property
    def joins(self) -> Rows:
        """Rows of the history's memberships, in the order in which they began."""
        places = self.ledger.story.history.memberships
        began = np.maximum(places.joined, self.ledger.story.opened[places.group] + 60)
        return np.asarray(np.argsort(began, kind="stable"), np.int32)

    @cached_property
    def _role_types(self) -> dict[str, int]:
        return dict(RoleType.objects.values_list("slug", "pk"))

    def members(self, first: int, last: int) -> None:
        members = [self._member(row, self.ledger.story.people[row]) for row in range(first, last)]
        Member.objects.bulk_create(members)
        for member in members:
            if member.is_placeholder:
                self.ledger.tell("member.imported", member.joined_at, None, MEMBER, member.pk)
            else:
                brought = member.brought_by_id
                self.ledger.tell("member.joined", member.joined_at, member.pk, MEMBER, member.pk, target_id=brought)

    def _member(self, row: int, person: Person) -> Member:
        """A member as `join` leaves them; nobody signs in as one of them until a password is set."""
        inviter, away = int(self.ledger.story.history.members.inviter[row]), row in self.ledger.story.placeholders
        profile: dict[str, Any] = {
            "headline": person.headline,
            "organisation": person.organisation,
            "role_type_id": self._role_types.get(person.role_type),
            "languages": list(person.languages),
            "helps_with": person.helps_with,
            "wants_to_learn": person.wants_to_learn,
            "language": person.languages[0],
            "email": person.email,
            "brought_by_id": self.ledger.member(inviter) if inviter >= 0 else None,
        }
        return Member(
            pk=self.ledger.member(row),
            handle=person.handle,
            name=person.name,
            password="!",  # noqa: S106 an unusable password, without the cost of drawing one
            standing=Member.Standing.PLACEHOLDER if away else Member.Standing.MEMBER,
            joined_at=moment(self.ledger.story.history.members.joined[row]),
            **({} if away else profile),
        )

    def memberships(self, first: int, last: int) -> None:
        rows = [
            self._membership(int(row), at)
            for row, at in zip(self.joins[first:last], self.joined[first:last], strict=True)
        ]
        memberships = [one for one in rows if one]
        Membership.objects.bulk_create(memberships)
        for one in memberships:
            more = {"place_id": one.group_id, "target_id": one.let_in_by_id, "data": {"source": str(one.source)}}
            self.ledger.tell("group.joined", one.joined_at, one.member_id, MEMBERSHIP, one.pk, **more)
        for group, many in Counter(one.group_id for one in memberships).items():
            Group.objects.filter(pk=group).update(member_count=F("member_count") + many)

    def _membership(self, row: int, at: int) -> Membership | None:
        """How somebody came into a group; who leads or keeps it is in it already."""
        places = self.ledger.story.history.memberships
        group, member = int(places.group[row]), int(places.member[row])
        if member in self.ledger.story.keepers[group]:
            return None
        source, by = groups.way_in(self.ledger.story, group, member)
        return Membership(
            group=self.ledger.groups[group],
            member_id=self.ledger.member(member),
            joined_at=moment(at),
            source=source,
            let_in_by_id=None if by is None else self.ledger.member(by),
        )
