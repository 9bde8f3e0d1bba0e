"""Following the log from now on, with no cursor that is kept: for who needs to know only what changes while they live.

`tail = Tail()`, and then every so often `tail.new()`: the lines that were committed since the look before, in one query. Each process
has its own tail, and any number of them may look beside one another, since nothing is written. What must not be lost when a process
ends belongs to a reader (readers.py), which remembers how far it is.

A reader waits for the horizon (order.py) so that it reads in order. Who only needs to know what changed need not wait: on PostgreSQL
each look keeps its snapshot, and a line is new when its transaction was not in the snapshot before, begun later or open then. That
is exact however long some transaction stays open. On SQLite, where ids are commit order, the last id says the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Func, Q, QuerySet, TextField

from zwerm.activity.models import Entry
from zwerm.activity.order import Point, beyond, lined_up
from zwerm.activity.reach import Line
from zwerm.core.prepared import Prepared

#: Lines at one look, at most: what a big import wrote in one go is looked at in pieces.
MOST = 1000
#: Transactions that are usually open at one moment, at most.
FEW = 8


class Tail:
    """The end of the log, as one process sees it grow from the moment that this is made."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self._since = Snapshot.taken()
        self._until: Snapshot | None = None
        self._read: Point | None = None

    def new(self) -> Sequence[Any]:
        """What was committed since the look before, each line once, in the order of the log; at most `most` of it.

        When there are that many there may be more, which the next look finds. After an error nothing counts as seen.
        """
        found = self._found()
        if found and self._until is None:
            self._until = Snapshot.read(found[0].snapshot)
        if len(found) == self.most:
            self._read = found[-1].transaction, found[-1].pk
        elif self._until:
            self._since, self._until, self._read = self._until, None, None
        return found

    def _found(self) -> list[Any]:
        end, busy = self._since.end, self._since.open
        if self._until is None and self.most == MOST and len(busy) <= FEW:
            return self._few(end=end, busy=[*busy, *[end] * (FEW - len(busy))])
        lines = Entry.objects.filter(self._since.unseen()).annotate(snapshot=CurrentSnapshot())
        if self._until and self._read:
            lines = lines.filter(~self._until.unseen(), beyond(self._read))
        return list(self._as_read(lined_up(lines))[: self.most])

    @property
    def edge(self) -> Point:
        """Every line beyond this was new at some look, or will be."""
        return self._since.edge

    @staticmethod
    def _as_read(lines: QuerySet[Entry]) -> QuerySet[Any, Any]:
        return lines

    @staticmethod
    def _few(**values: Any) -> list[Any]:
        return _entries(**values)


class Glance(Tail):
    """The same, of which no more is read than what each line touches: it gives `Line`s."""

    def _found(self) -> list[Any]:
        return [Line._make(one) for one in super()._found()]

    @staticmethod
    def _as_read(lines: QuerySet[Entry]) -> QuerySet[Any, Any]:
        return lines.values_list(*Line._fields)

    @staticmethod
    def _few(**values: Any) -> list[Any]:
        return _lines(**values)


@dataclass(frozen=True)
class Snapshot:
    """What of the log could be seen at one moment: all that stands below `end`, but for what open transactions wrote."""

    end: int
    open: tuple[int, ...] = ()

    @classmethod
    def taken(cls) -> Snapshot:
        """What can be seen now."""
        postgresql = connection.vendor == "postgresql"
        with connection.cursor() as sql:
            sql.execute(f"SELECT {CurrentSnapshot.template if postgresql else CurrentSnapshot.newest}")
            return cls.read(sql.fetchone()[0])

    @classmethod
    def read(cls, said: str) -> Snapshot:
        """From the database's own words: `lowest open:first not begun:open,open`, or the newest id."""
        if ":" not in said:
            return cls(int(said) + 1)
        _lowest, end, busy = said.split(":")
        return cls(int(end), tuple(int(number) for number in busy.split(",") if number))

    @property
    def edge(self) -> Point:
        """No line beyond this could be seen."""
        return (self.end, 0) if connection.vendor == "postgresql" else (0, self.end - 1)

    def unseen(self) -> Q:
        """The condition that a line could not be seen yet."""
        if connection.vendor != "postgresql":
            return Q(transaction=0, pk__gte=self.end)  # both columns, so that the index of the order is entered there
        return Q(transaction__gte=self.end) | Q(transaction__in=self.open)


class CurrentSnapshot(Func):
    """What the very query that asks can see, in the database's own words."""

    template = "(pg_current_snapshot()::text)"
    newest = "(SELECT CAST(coalesce(max(id), 0) AS text) FROM activity_entry)"
    arity = 0
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, tuple[()]]:
        return self.newest, ()


def _unseen(end: int, busy: Sequence[int]) -> QuerySet[Entry]:
    unseen = Entry.objects.filter(Snapshot(end, tuple(busy)).unseen())
    return lined_up(unseen.annotate(snapshot=CurrentSnapshot()))[:MOST]


#: The same, put into SQL once: every process asks it after every line.
_entries = Prepared(lambda end, busy: _unseen(end, busy), many={"busy": FEW})
_lines = Prepared(lambda end, busy: _unseen(end, busy).values_list(*Line._fields), many={"busy": FEW})
