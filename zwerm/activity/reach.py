"""How far a line of the log reaches: what a process that remembers things has to forget by it (memory.py)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import NamedTuple

from django.db.models import Model

from zwerm.activity.order import Point

#: What depends on this is forgotten whatever happens.
LOG = "log"

_narrow: set[str] = set()
_talk: set[str] = set()


class Line(NamedTuple):
    """As much of an entry as says what it touches, and where it stands."""

    transaction: int
    pk: int
    verb: str
    actor_id: int | None
    target_id: int | None
    place_id: int | None
    subject_type: str
    subject_id: int
    #: What the query that read it could see, in the database's own words.
    snapshot: str = ""

    @property
    def point(self) -> Point:
        return self.transaction, self.pk


def narrow(*verbs: str) -> None:
    """Lines of these verbs change nothing but what their actor, target, subject and place name."""
    _narrow.update(verbs)


def talk(*verbs: str) -> None:
    """The same, and they leave people and groups what they are: something was said, and that happens all the time."""
    _narrow.update(verbs)
    _talk.update(verbs)


def about(record: Model) -> Hashable:
    """What a value depends on that was made from `record`, or, where that is a group, from what stands in it."""
    return record._meta.label_lower, record.pk


def place(key: int) -> Hashable:
    """What a value depends on that was made from what happens in the group of this key."""
    return "place", key


def ground(key: int) -> Hashable:
    """What a value depends on that was made from what the group of this key is, whatever is said in it."""
    return "ground", key


def member(key: int | None) -> Hashable:
    """What a value depends on that was made from what this member does, and from what is done to them."""
    return "member", key


def person(key: int | None) -> Hashable:
    """What a value depends on that was made from who this member is and may do, whatever they say."""
    return "person", key


def is_narrow(line: Line) -> bool:
    return line.verb in _narrow


def touched(line: Line) -> Iterator[Hashable]:
    """The marks of all that this line changes, where it is narrow."""
    yield LOG
    yield "member", line.actor_id
    yield "member", line.target_id
    yield "place", line.place_id
    yield line.subject_type, line.subject_id
    if line.verb not in _talk:
        yield "person", line.actor_id
        yield "person", line.target_id
        yield "ground", line.place_id
