"""What a history is made from (a plan) and what comes out (a history).

All times are whole seconds since 1970 (``int64``). All references are row numbers into the
table they name (``int32``), ``-1`` where there is nothing to refer to. Rows lie in the order in
which they happened, so a reply always comes after what it answers.
"""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Seconds = NDArray[np.int64]
Rows = NDArray[np.int32]
Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

DAY = 86_400
WEEK = 7 * DAY

THANKS, HELPED = 0, 1

#: Up to this many members every conversation is told once, and as it was written; beyond it they are told again elsewhere.
TOLD_ONCE = 1500


@dataclass(frozen=True)
class Place:
    """A group of the plan; ages are in days before the plan's now."""

    opened: int
    """How many days ago the group opened."""
    slept: int | None = None
    """How many days ago the last conversation was started, or None while it is awake."""
    size: int | None = None
    """A number of members; None lets a log-normal draw decide."""
    everybody: bool = False
    """The main group: every member joins it on the first day."""
    talk: int | None = None
    """Exactly how many conversations start here; None lets the members decide."""


@dataclass(frozen=True)
class Plan:
    """How large, how long and where. Two equal plans give the same history, byte for byte."""

    members: int
    now: int
    """The end of the history, in seconds since 1970; nothing happens after it."""
    seed: int = 1
    weeks: int = 104
    places: tuple[Place, ...] = field(default_factory=lambda: default_places(12))
    topics: int | None = None
    """Conversations to expect; None takes what communities of this size usually have."""
    words: float | None = None
    """Replies to expect per conversation; None takes what communities of this size have."""
    longest: int = 0
    """Replies of one conversation that never ends, in the main group; 0 for none."""

    @property
    def once(self) -> bool:
        """Whether every conversation is told once: in a small community of the usual size."""
        return self.members <= TOLD_ONCE and self.topics is None

    @property
    def core(self) -> int:
        """People of the core team: six at the start, about twenty at 5,000 members."""
        usual = round(0.4 * math.exp(0.47 * math.log(self.members)))
        return max(3, min(40, usual, self.members // 4))

    @property
    def expected_topics(self) -> float:
        """Conversations grow faster than members do (densification, Leskovec et al. 2005)."""
        return self.topics if self.topics is not None else 0.035 * self.members**1.345

    @property
    def expected_replies(self) -> float:
        """Replies per conversation, which also grow with the number of people around."""
        return self.words if self.words is not None else 2.9 * self.members**0.155


@dataclass(frozen=True)
class Members:
    joined: Seconds
    propensity: Numbers
    """Log-normal; how much someone is inclined to write, before engagement."""
    inviter: Rows
    """The member whose invitation brought them, or -1."""
    core: Flags


@dataclass(frozen=True)
class Memberships:
    group: Rows
    member: Rows
    joined: Seconds


@dataclass(frozen=True)
class Topics:
    group: Rows
    starter: Rows
    at: Seconds


@dataclass(frozen=True)
class Posts:
    """Every post, the opening ones too (those have parent -1)."""

    topic: Rows
    author: Rows
    parent: Rows
    at: Seconds


@dataclass(frozen=True)
class Reactions:
    """At most one of each kind by one member to one post, never to oneself."""

    post: Rows
    member: Rows
    kind: NDArray[np.int8]
    """THANKS or HELPED."""
    at: Seconds


@dataclass(frozen=True)
class History:
    plan: Plan
    members: Members
    memberships: Memberships
    topics: Topics
    posts: Posts
    reactions: Reactions

    @property
    def entries(self) -> int:
        """Lines that this history leaves in the log, at least."""
        tables = (self.members.joined, self.memberships.group, self.posts.at, self.reactions.at)
        return sum(len(table) for table in tables)


def default_places(count: int) -> tuple[Place, ...]:
    """A main group and ``count - 1`` more that open one after another; one of six sleeps."""
    main = Place(opened=728, everybody=True)
    rest = [Place(opened=720 - 600 * n // count, slept=60 if n % 6 == 5 else None) for n in range(1, count)]
    return (main, *rest)
