"""What pages may listen to: rooms say how their things stand, and which lines of the log tell of them.

`subjects.register("topic", of=("discussions.topic", "discussions.post"), states=telling.states)` in a room's `hooks.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from zwerm.activity.models import Entry


class Subject(NamedTuple):
    """A thing whose page may stay open."""

    kind: str
    key: int

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class State(NamedTuple):
    """How a subject stands."""

    #: Raised by whatever changes what a reader sees.
    version: int
    #: The number of the newest part; the difference with what a page shows is how much is new there.
    last: int
    #: Which parts changed just now, by their number; 0 is the subject as a whole. None: who knows.
    parts: frozenset[int] | None = None


#: `states(keys, entries)`: how the subjects with these keys stand, and those of which these entries tell.
States = Callable[[Collection[int], Sequence[Entry]], Mapping[int, State]]
#: `news()`: how those stand that changed since it was asked before, where that leaves no line in the log.
News = Callable[[], Mapping[int, State]]


def _no_news() -> Mapping[int, State]:
    return {}


@dataclass(frozen=True)
class Kind:
    name: str
    of: frozenset[str]
    states: States
    news: News


_kinds: dict[str, Kind] = {}


def register(name: str, *, of: Sequence[str] = (), states: States, news: News = _no_news) -> None:
    """Let pages listen to subjects of this kind; `of` names the types of subject that the log has for them."""
    _kinds[name] = Kind(name, frozenset(of), states, news)


def state(subject: Subject) -> State | None:
    """How it stands now; None when there is no such thing."""
    return _kinds[subject.kind].states([subject.key], []).get(subject.key)


def states(asked: Collection[Subject], entries: Sequence[Entry]) -> dict[Subject, State]:
    """How the subjects asked for stand, and those of which the entries tell: a query or two a kind, however many there are."""
    found: dict[Subject, State] = {}
    for kind in _kinds.values():
        keys = [subject.key for subject in asked if subject.kind == kind.name]
        telling = [entry for entry in entries if entry.subject_type in kind.of]
        if keys or telling:
            found |= {Subject(kind.name, key): state for key, state in kind.states(keys, telling).items()}
        found |= {Subject(kind.name, key): state for key, state in kind.news().items()}
    return found


def is_kind(name: str) -> bool:
    return name in _kinds
