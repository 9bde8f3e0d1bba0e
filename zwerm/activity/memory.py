"""What a web process remembers from one request to the next, kept right by the log.

Every verb leaves a line in the log, in the transaction of its change (law 6). So a process that looks at the end of the log when a
request comes in knows what changed since its last look, whoever changed it and in whichever process, and forgets just that: what is
remembered is true at that moment, and no time to live is guessed. The look is one query that costs less than any it saves.

    shelf = memory.Shelf(most=1000)
    mine = shelf.known(("groups of", member.pk), [about(member)], lambda: tuple(...))

A value names what it depends on (reach.py): a member, a group (as the place of what happens in it), a record, or everything (`LOG`); or
who a member is (`person`) and what a group is (`ground`), which those who talk there do not change. A line of the log touches its actor,
target, subject and place when its verb is known to reach no further (`narrow`, `talk`); a line of any other verb makes the process
forget everything, so a verb that nobody thought about does no harm.

A line touches twice: when it is written, and when the readers of the log have gone past it, since they keep rows that are shown too
(readers.py). What leaves no line (how far somebody read, drafts, what a session holds) is not remembered, or brings a mark of its own.

Remembered values are shared by threads and requests, so nobody changes them: tuples, strings and numbers, or copies for who asks.
Nothing is remembered outside a request, nor in a request after it has written to the log itself.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar, cast

from django.db import InterfaceError, OperationalError, connection

from zwerm.activity.following import Follower, Sign, sign
from zwerm.activity.reach import LOG, Line, about, ground, is_narrow, member, narrow, person, place, talk, touched

__all__ = [
    "LOG", "House", "Kept", "Shelf", "about", "clear", "ground", "house", "member", "narrow", "person", "place",
    "request", "talk", "written",
]  # fmt: skip

T = TypeVar("T")

#: So many things that were touched are told apart; beyond, everything is forgotten at once.
MOST_MARKS = 20_000

_in_request: ContextVar[bool] = ContextVar("in_request", default=False)


@contextmanager
def request() -> Iterator[None]:
    """Inside, values are remembered: the log was looked at first."""
    _look_by_what_lives()
    token = _in_request.set(True)
    try:
        yield
    finally:
        _in_request.reset(token)


def _look_by_what_lives() -> None:
    """A connection is not asked beforehand whether it lives: the look tells. What the database dropped at its restart is made anew."""
    connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        house.look()
    except (OperationalError, InterfaceError):
        if connection.is_usable():
            raise
        connection.close()
        house.look()


def written() -> None:
    """This request has changed something: it sees it from now on, and nobody else does before it commits."""
    _in_request.set(False)


class House:
    """What was touched since this process began, and when, for every shelf of it."""

    def __init__(self) -> None:
        self.turn = 0
        self._forgotten = 0
        self._touched: dict[Hashable, int] = {}
        self._seen: Sign | None = None
        self._follower: Follower | None = None
        self._lock = Lock()

    def look(self) -> None:
        """Take in what was written since the last look."""
        if (now := sign()) == self._seen:
            return
        with self._lock:
            if self._follower is None:
                self._follower = Follower()
            for lines in self._follower.new(now):
                self._take_in(lines)
            self._seen = now  # last, so that no thread takes for seen what is not taken in yet

    def _take_in(self, lines: Iterable[Line] | None) -> None:
        self.turn += 1
        if lines is None or len(self._touched) > MOST_MARKS:
            self.forget()
            return
        for line in lines:
            if not is_narrow(line):
                self.forget()
                return
            self._touched.update(dict.fromkeys(touched(line), self.turn))

    def forget(self) -> None:
        """Everything that is remembered now is asked again."""
        self.turn += 1
        self._forgotten = self.turn
        self._touched = {}

    def holds(self, since: int, marks: Iterable[Hashable]) -> bool:
        """Whether nothing of `marks` was touched after the turn `since`."""
        touched = self._touched
        return since >= self._forgotten and all(touched.get(mark, 0) <= since for mark in marks)


house = House()


@dataclass(frozen=True, slots=True)
class Kept:
    since: int
    marks: tuple[Hashable, ...]
    value: Any


class Shelf:
    """Values of one kind, so many at most; what was put there first goes first."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._kept: dict[Hashable, Kept] = {}
        self._lock = Lock()
        _shelves.append(self)

    def known(
        self, key: Hashable, marks: Iterable[Hashable] | Callable[[T], Iterable[Hashable]], ask: Callable[[], T]
    ) -> T:
        """The value of `key`, remembered or asked now.

        Args:
            key: all that the value depends on and that leaves no line in the log.
            marks: what else it depends on, or a function that tells this of the value.
        """
        if not _in_request.get():
            return ask()
        found = self.get(key)
        if found is not None:
            return cast("T", found.value)
        since = house.turn
        value = ask()
        self.put(key, tuple(marks(value) if callable(marks) else marks), value, since)
        return value

    def get(self, key: Hashable) -> Kept | None:
        """What is remembered under `key` and still true."""
        found = self._kept.get(key) if _in_request.get() else None
        return found if found is not None and house.holds(found.since, found.marks) else None

    def put(self, key: Hashable, marks: tuple[Hashable, ...], value: Any, since: int) -> None:
        """Remember a value whose rows were read after the turn `since`."""
        if not _in_request.get():
            return  # this request has written meanwhile: what it read may not be what others read
        with self._lock:
            self._kept.pop(key, None)
            while len(self._kept) >= self.most:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = Kept(since, marks, value)

    def clear(self) -> None:
        with self._lock:
            self._kept = {}


_shelves: list[Shelf] = []


def clear() -> None:
    """Forget everything at once and begin to follow the log anew: for tests, whose rows are rolled back."""
    house.__init__()  # type: ignore[misc]
    for shelf in _shelves:
        shelf.clear()
