"""Reading the log: each reader with its own cursor, in the worker, exactly once.

A room registers a reader in its `hooks.py`: `readers.register("invitation mail", read, verbs=("invitation.sent",))`. `read`
gets a list of entries in the order of the log (see order.py); whatever it writes moves in one transaction with its cursor, so
that a reader killed half-way has read nothing of that batch. A reader that raises stays where it is, waits, and tries again;
the others go on. Several workers may run beside each other: who finds that another has read these lines meanwhile writes nothing.

One that has much to find out registers `prepare` in its place: it gets entries before any transaction, and gives back the `read` that
writes what it found for as many of them as go into one transaction, which on SQLite everybody who writes waits for (strides.py). It
looks at what stands in the database at that moment; what changes after it leaves a later line, which is read then.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.functional import Promise

from zwerm.activity.models import Cursor, Entry
from zwerm.activity.order import Point, beyond, lined_up, settled, up_to, verb_as_seen
from zwerm.activity.strides import Stride
from zwerm.core import turns
from zwerm.core.away import is_away

log = logging.getLogger(__name__)

Read = Callable[[Sequence[Entry]], None]
Prepare = Callable[[Sequence[Entry]], Read]
#: Lines that are looked into at once, and written in strides.
BATCH = 250
FAR = 5000


@dataclass(frozen=True)
class Reader:
    """A name for the cursor, what to do with entries, which verbs matter (none named: all), and what it does in an operator's words."""

    name: str
    read: Read
    verbs: frozenset[str] = frozenset()
    does: str | Promise = ""
    prepare: Prepare | None = None
    stride: Stride = field(default_factory=Stride, compare=False)

    def ready(self, entries: Sequence[Entry]) -> Read:
        """How these lines are read, all that takes long already done."""
        return self.prepare(entries) if self.prepare and entries else self.read

    def among(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """The entries that this reader wants, in the order of the log."""
        wanted = entries.alias(said=verb_as_seen).filter(said__in=self.verbs) if self.verbs else entries
        return lined_up(wanted)


def _nothing(entries: Sequence[Entry]) -> None:
    """For who prepares."""


_readers: dict[str, Reader] = {}


def register(
    name: str,
    read: Read = _nothing,
    verbs: Sequence[str] = (),
    does: str | Promise = "",
    prepare: Prepare | None = None,
) -> None:
    """Let `read`, or what `prepare` gives, follow the log under `name`; registering a name again replaces it."""
    _readers[name] = Reader(name, read, frozenset(verbs), does or name, prepare)


def registered() -> list[Reader]:
    return list(_readers.values())


def waiting() -> list[Reader]:
    """The registered readers for whom something new lies in the log."""
    end = settled_end()
    return [reader for reader, _cursor in waiting_before(end)] if end else []


def waiting_before(end: Point) -> list[tuple[Reader, Cursor | None]]:
    """The registered readers that have not come to this end of the log, each with its cursor: one query, however many there are."""
    cursors = {cursor.reader: cursor for cursor in Cursor.objects.filter(reader__in=list(_readers))}
    stand = ((reader, cursors.get(reader.name)) for reader in _readers.values())
    return [(reader, cursor) for reader, cursor in stand if _is_behind(cursor, end)]


def _is_behind(cursor: Cursor | None, end: Point) -> bool:
    return cursor is None or (cursor.point < end and cursor.is_ready)


def catch_up(reader: Reader, batch: int = BATCH) -> int:
    """Read everything that waits for `reader`; how many entries it has read."""
    total = 0
    while read := read_batch(reader, batch):
        total += read
    return total


def read_on(reader: Reader, longest: float) -> int:
    """Read what waits for `reader`, for about so many seconds at most; how many entries it has read."""
    total, until = 0, time.monotonic() + longest
    while read := read_batch(reader):
        total += read
        if read < BATCH or time.monotonic() >= until:
            break
    return total


def read_batch(reader: Reader, batch: int = BATCH) -> int:
    """Read at most `batch` of the entries that `reader` wants, in few transactions with the cursor; the others are gone past.

    Returns:
        How many entries it has read: 0 when nothing waits for it, when another worker was first, or when the reader failed
        (which is written in its cursor and in the program's log).
    """
    try:
        return _read(reader, batch)
    except Exception as error:  # a reader is foreign code to this room, and may not break another reader
        if is_away(error):
            raise  # what is wrong is the database's, and every reader's
        return _stuck(reader, error, batch)


def _stuck(reader: Reader, error: Exception, batch: int) -> int:
    """Find the line that `reader` cannot read: those before it are read one by one, and the operator is told which it is."""
    if batch > 1:
        one_by_one = (read_batch(reader, batch=1) for _ in range(batch))
        return sum(takewhile(bool, one_by_one))
    cursor = Cursor.objects.get(reader=reader.name)
    line = reader.among(Entry.objects.filter(beyond(cursor.point))).first()
    log.exception("reader %s failed at line %s", reader.name, line and line.pk)
    cursor.failed(error, line)
    return 0


def _read(reader: Reader, batch: int) -> int:
    cursor, _new = Cursor.objects.get_or_create(reader=reader.name)
    end = settled_end()
    if end is None or cursor.point >= end or not cursor.is_ready:
        return 0
    # The end is asked first: what stands before it can no longer change, so it is complete in this later look.
    entries = list(reader.among(Entry.objects.filter(beyond(cursor.point), up_to(end)))[:batch])
    read = reader.ready(entries)
    for some, to in _strides(reader, entries, end if len(entries) < batch else None):
        with turns.turn(), reader.stride.measured(len(some)), transaction.atomic():
            if not _is_here_still(cursor):
                return 0
            if some:
                read(some)
            cursor.move(to)
    return len(entries)


def _strides(reader: Reader, entries: Sequence[Entry], end: Point | None) -> Iterator[tuple[Sequence[Entry], Point]]:
    """As many lines at a time as go into one transaction, and how far that brings a reader: with the last of them to `end`."""
    start = 0
    while True:
        some = entries[start : start + reader.stride.lines]
        start += len(some)
        is_last = start >= len(entries)
        yield some, end if end and is_last else (some[-1].transaction, some[-1].pk)
        if is_last:
            return


def _is_here_still(cursor: Cursor) -> bool:
    """Whether nobody has read on meanwhile; nobody does from here on."""
    skip = connection.features.has_select_for_update_skip_locked
    same = Cursor.objects.filter(pk=cursor.pk, transaction=cursor.transaction, entry_id=cursor.entry_id)
    return same.select_for_update(skip_locked=skip).first() is not None


def settled_end() -> Point | None:
    """The place of the last entry below the horizon; None in an empty log."""
    newest_first = lined_up(settled(Entry.objects.all()), backwards=True)
    return newest_first.values_list("transaction", "pk").first()


def behind(reader: Reader) -> int:
    """How many entries that `reader` wants it has still to read; of a long way the first `FAR` lines are looked through."""
    end = settled_end()
    if end is None:
        return 0
    cursor = Cursor.objects.filter(reader=reader.name).first() or Cursor(reader=reader.name)
    ahead = lined_up(Entry.objects.filter(beyond(cursor.point), up_to(end))).values_list("verb", flat=True)[:FAR]
    return sum(1 for verb in ahead if verb in reader.verbs or not reader.verbs)
