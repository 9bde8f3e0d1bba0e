"""Who of a group could have said something: members, those who write there before others, and what each works in."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
from numpy.random import Generator

from zwerm.importing.example.people import CAST_SECTORS
from zwerm.importing.example.plan import History

TRIES = 12
#: What nobody of the core team is.
NOT_CORE = ("student", "werving")


class Regulars:
    """Remembers who spoke where and what the words told of their work, so that nobody changes trades between two posts."""

    def __init__(self, history: History, rng: Generator) -> None:
        self.history, self.rng = history, rng
        self.sectors = [*CAST_SECTORS, *[""] * (history.plan.members - len(CAST_SECTORS))]
        self.writers: dict[int, list[int]] = defaultdict(list)
        places = history.memberships
        order = np.argsort(places.group, kind="stable")
        self.member, self.joined = places.member[order], places.joined[order]
        self.bounds = np.searchsorted(places.group[order], np.arange(len(history.plan.places) + 1))
        self.inside = dict(
            zip(zip(places.group.tolist(), places.member.tolist(), strict=True), places.joined.tolist(), strict=True)
        )

    def suits(self, member: int, sector: str) -> bool:
        """Whether a member may be taken to work in a sector; nothing named suits everybody."""
        if sector in NOT_CORE and self.history.members.core[member]:
            return False
        return not sector or self.sectors[member] in ("", sector)

    def spoke(self, group: int, member: int, sector: str) -> None:
        self.writers[group].append(member)
        if sector and not self.sectors[member]:
            self.sectors[member] = sector

    def other(self, group: int, at: int, sector: str, present: set[int]) -> int | None:
        """Somebody of the group who was there by then, suits the sector and is not `present`; None when nobody is found."""
        writers, first, last = self.writers[group], int(self.bounds[group]), int(self.bounds[group + 1])
        for attempt in range(3 * TRIES):
            if attempt < TRIES and writers:
                member = writers[int(self.rng.integers(len(writers)))]
            else:
                member = int(self.member[int(self.rng.integers(first, last))])
            if member not in present and self.inside.get((group, member), at) < at and self.suits(member, sector):
                return member
        return None
