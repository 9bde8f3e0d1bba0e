"""What is new for a process that remembers things: lines that were written, and lines that the readers have gone past.

A reader of the log keeps rows too (when a group last talked, the version of a page), a moment after the line. Its cursor moves in the
transaction of those rows; so whoever remembers what was made from them looks at the cursors as well, and goes over the same lines again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from django.db import connection

from zwerm.activity.models import Cursor, Entry
from zwerm.activity.order import Point, beyond, lined_up, up_to
from zwerm.activity.reach import Line
from zwerm.activity.tail import MOST, Glance
from zwerm.core.prepared import Prepared

_ENDS = "coalesce(max(id), 0), (SELECT coalesce(sum(entry_id), 0) FROM activity_cursor) FROM activity_entry"
_SIGN = {
    "sqlite": f"SELECT {_ENDS}",
    "postgresql": f"SELECT pg_current_snapshot()::text, {_ENDS}",
}


class Sign(NamedTuple):
    """Says by being another one that something may be new."""

    lines: tuple[object, ...]
    readers: int


def sign() -> Sign:
    """One query, which reads the ends of two indexes."""
    with connection.cursor() as sql:
        sql.execute(_SIGN[connection.vendor])
        *lines, readers = sql.fetchone()
        return Sign(tuple(lines), readers)


class Follower:
    """Goes along with the log and with its readers."""

    def __init__(self) -> None:
        self._tail = Glance()
        self._lately = Lately(self._tail.edge)
        self._passed = _positions()
        self._readers: int | None = None

    def new(self, seen: Sign) -> Iterator[Sequence[Line] | None]:
        """The lines that were written since the last time, then those that readers have done with; None for "too many to tell".

        `seen` was asked just before: where it says that no reader has moved, none is asked for its place.
        """
        while found := self._tail.new():
            self._lately.add(found)
            yield found
            if len(found) < MOST:
                break
        if seen.readers != self._readers:
            now = _positions()
            yield from self._between(self._passed, now)
            self._passed, self._readers = now, seen.readers

    def _between(self, before: Mapping[str, Point], now: Mapping[str, Point]) -> Iterator[Sequence[Line] | None]:
        moved = {reader for reader, point in now.items() if before.get(reader) != point}
        if not moved:
            return
        if any(reader not in before or before[reader] > now[reader] for reader in moved):
            yield None  # a new reader, or one that reads all again
            return
        low, high = min(before[reader] for reader in moved), max(now[reader] for reader in moved)
        lately = self._lately.between(low, high)
        passed = _asked(low, high) if lately is None else lately
        yield passed if len(passed) <= MOST else None


class Lately:
    """The lines that were new a moment ago: readers go past them soon, and then they need not be asked again.

    A line that a reader passed before it was seen here is missing, and does no harm: it is still to come as a new one.
    """

    MOST = 400

    def __init__(self, since: Point) -> None:
        """Whatever stands beyond `since` is added."""
        self._since = since
        self._lines: deque[Line] = deque()

    def add(self, lines: Sequence[Line]) -> None:
        self._lines.extend(lines)
        while len(self._lines) > self.MOST:
            self._since = max(self._since, self._lines.popleft().point)

    def between(self, low: Point, high: Point) -> list[Line] | None:
        """The lines after `low`, up to `high`; None where that is too long ago."""
        return None if low < self._since else [line for line in self._lines if low < line[:2] <= high]


def _asked(low: Point, high: Point) -> list[Line]:
    passed = lined_up(Entry.objects.filter(beyond(low), up_to(high)))
    return [Line(*one) for one in passed.values_list(*Line._fields[:-1])[: MOST + 1]]


def _positions() -> dict[str, Point]:
    return {reader: (number, key) for reader, number, key in _cursors()}


_cursors = Prepared(lambda: Cursor.objects.values_list("reader", "transaction", "entry_id"))
