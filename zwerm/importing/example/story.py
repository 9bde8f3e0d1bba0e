"""A whole example community, ready to be written: people, groups, conversations with their words, reactions.

Everything here follows from the number of members, the seed and the moment at which it ends, so that a load that was
stopped can make the same story again and go on where it was.
"""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property

import numpy as np

from zwerm.importing.example import places
from zwerm.importing.example.cast import Casting, Conversation
from zwerm.importing.example.enough import count, enough, first_aim, next_aim
from zwerm.importing.example.giving import Given, given
from zwerm.importing.example.history import generate
from zwerm.importing.example.people import ENGLISH, Person, people
from zwerm.importing.example.plan import DAY, History, Plan, Rows, Seconds
from zwerm.importing.example.scripts import HOLE
from zwerm.importing.example.stage import Said

PLACEHOLDERS = 2


class Story:
    """Members are rows of the history, groups rows of `settings`, posts are counted by date over all conversations."""

    history: History
    conversations: list[Conversation]

    def __init__(
        self, members: int, seed: int, now: int, taken: frozenset[str] = frozenset(), posts: int | None = None
    ) -> None:
        self.now, self.seed, self.taken = now, seed, taken
        self.settings = places.settings(members)
        aim = posts and first_aim(posts)
        self._tell(places.plan(members, seed, now, aim))
        while posts and (told := count(self.conversations)) < posts:
            aim = next_aim(aim or posts, told, posts)
            self._tell(places.plan(members, seed, now, aim))
        if posts:
            self.conversations = enough(self.conversations, posts, seed)

    def _tell(self, plan: Plan) -> None:
        """The history of a plan, and its words."""
        self.history = generate(plan)
        self.opened = self._opened()
        self.keepers = [self._keepers(group) for group in range(len(self.settings))]
        casting = Casting(self.history, self.settings, self.keepers)
        self.conversations = casting.conversations()
        self.sectors = casting.regulars.sectors

    def _opened(self) -> Seconds:
        """When each group is started: as planned, and not before its first member of the core team was here."""
        planned = self.now - np.array([place.opened for place in self.history.plan.places], np.int64) * DAY
        return np.maximum(planned, int(self.history.members.joined[0]) + 30)

    def _keepers(self, group: int) -> list[int]:
        """Who leads a group (the first) and who moderates it: people of the core team, in turns. Carla leads Leiderschap."""
        slug, core = self.settings[group].slug, np.flatnonzero(self.history.members.core).tolist()
        there = self.history.memberships.member[self.history.memberships.group == group]
        inside = [row for row in core if row in set(there.tolist())] or core
        first = group % len(inside) if group else 0
        inside = inside[first:] + inside[:first]
        if slug == "leiderschap" and 2 in core:
            inside = [2, *(row for row in inside if row != 2)]
        return inside[: 3 if group == 0 else 2]

    @cached_property
    def daan(self) -> int:
        """The row that signs in as Daan: a member who takes part, has no task, and is in open groups only."""
        places = self.history.memberships
        closed = np.array([setting.joining != "open" for setting in self.settings])
        written = np.bincount(self.authors, minlength=len(self.sectors))
        written[self.history.members.core] = 0
        written[places.member[closed[places.group]]] = 0
        return int(np.argsort(-written, kind="stable")[3])

    @cached_property
    def people(self) -> list[Person]:
        sectors = [ENGLISH if row in self._english else sector for row, sector in enumerate(self.sectors)]
        writers = set(self.authors.tolist()) | {0, 1, 2, self.daan}
        return people(sectors, writers, self.daan, self.seed, set(self.taken))

    @cached_property
    def _english(self) -> set[int]:
        """Who writes in the English-speaking group only."""
        abroad = [setting.languages == ("en",) for setting in self.settings]
        there = {said.author for one in self.conversations if abroad[one.group] for said in one.posts}
        here = {said.author for one in self.conversations if not abroad[one.group] for said in one.posts}
        return there - here - set(np.flatnonzero(self.history.members.core).tolist())

    @cached_property
    def flat(self) -> list[tuple[int, int, Said]]:
        """All posts by date: conversation, place in it, what was said."""
        posts = [
            (number, place, said)
            for number, one in enumerate(self.conversations)
            for place, said in enumerate(one.posts)
        ]
        return sorted(posts, key=lambda post: (post[2].at, post[0], post[1]))

    @cached_property
    def post_at(self) -> Seconds:
        return np.array([said.at for _, _, said in self.flat], np.int64)

    @cached_property
    def authors(self) -> Rows:
        return np.array([said.author for _, _, said in self.flat], np.int32)

    @cached_property
    def post_of(self) -> dict[tuple[int, int], int]:
        """The number by date of a post, by its conversation and its place in it."""
        return {(number, place): count for count, (number, place, _) in enumerate(self.flat)}

    @cached_property
    def placeholders(self) -> frozenset[int]:
        """People of whom only words are here, as after an import: they wrote once or twice, and did nothing else."""
        written = np.bincount(self.authors, minlength=len(self.sectors))
        busy = set(self.given.giver.tolist()) | set(self.history.members.inviter.tolist()) | {self.daan}
        quiet = [row for row in np.flatnonzero((written > 0) & (written < 3)).tolist() if row not in busy]
        starters = {one.starter for one in self.conversations}
        return frozenset([row for row in quiet if row not in starters][:PLACEHOLDERS])

    @cached_property
    def given(self) -> Given:
        return given(self.history, self.conversations, self.flat)

    @cached_property
    def solved(self) -> list[tuple[int, int, int]]:
        """Solutions: when it was marked, the conversation, the number by date of the post."""
        marked = []
        for number, one in enumerate(self.conversations):
            if one.solution is not None and one.script.kind == "question":
                at = one.posts[one.solution].at + 3 * 3600
                marked.append((at, number, self.post_of[number, one.solution]))
        return sorted(one for one in marked if one[0] < self.now)

    def words(self, number: int, said: Said) -> str:
        """What was said, with the names of the people it is about."""
        one = self.conversations[number]

        def fill(hole: object) -> str:
            key = hole[1]  # type: ignore[index]
            row = one.posts[said.parent or 0].author if key == "parent" else one.actors.get(key, one.starter)
            person = self.people[row]
            return f"@{person.handle}" if hole[0].startswith("@") else person.first_name  # type: ignore[index]

        return HOLE.sub(fill, said.line.text)

    def title(self, number: int) -> str:
        """The title of a conversation; one that was told before says where it is told now."""
        one = self.conversations[number]
        where = f" ({places.REGIONS[one.edition % len(places.REGIONS)]})" if one.edition else ""
        return one.script.title + where


def moment(at: int) -> datetime:
    """Seconds since 1970 as the database wants them."""
    return datetime.fromtimestamp(int(at), UTC)
