"""Reading the log: each reader with its own cursor, in the worker, exactly once.

A room registers a reader in its `hooks.py`: `readers.register("invitation mail", read, verbs=("invitation.sent",))`. `read`
gets a list of entries in the order of the log (see order.py); whatever it writes moves in one transaction with its cursor, so
that a reader killed half-way has read nothing of that batch. A reader that raises stays where it is, waits, and tries again;
the others go on. Several workers may run beside each other: a cursor is locked while in hand.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from zwerm.activity.models import Cursor, Entry
from zwerm.activity.order import Point, beyond, lined_up, settled, up_to, verb_as_seen
from zwerm.core.away import is_away

log = logging.getLogger(__name__)

Read = Callable[[Sequence[Entry]], None]
#: Lines in one transaction: on SQLite everybody who writes waits for its end. (So a worker does not stand back by `nice` either.)
BATCH = 50
FAR = 5000
#: So many lines are looked at to see which readers they concern.
NEAR = 500


@dataclass(frozen=True)
class Reader:
    """A name for the cursor, what to do with entries, which verbs matter (none named: all), and what it does in an operator's words."""

    name: str
    read: Read
    verbs: frozenset[str] = frozenset()
    does: str | Promise = ""

    def among(self, entries: QuerySet[Entry]) -> QuerySet[Entry]:
        """The entries that this reader wants, in the order of the log."""
        wanted = entries.alias(said=verb_as_seen).filter(said__in=self.verbs) if self.verbs else entries
        return lined_up(wanted)


_readers: dict[str, Reader] = {}


def register(name: str, read: Read, verbs: Sequence[str] = (), does: str | Promise = "") -> None:
    """Let `read` follow the log under `name`; registering a name again replaces it."""
    _readers[name] = Reader(name, read, frozenset(verbs), does or name)


def registered() -> list[Reader]:
    return list(_readers.values())


def waiting() -> list[Reader]:
    """The registered readers for whom something new lies in the log: two queries, however many readers there are."""
    end = settled_end()
    if end is None:
        return []
    cursors = {cursor.reader: cursor for cursor in Cursor.objects.filter(reader__in=list(_readers))}
    return [reader for reader in _readers.values() if _is_behind(cursors.get(reader.name), end)]


def called() -> list[Reader]:
    """The waiting readers that have something to read; those that stand together before lines that they do not want go past them.

    Most lines concern few readers: so the others cost one statement together, and not a transaction each.
    """
    behind = waiting()
    end = settled_end() if len(behind) > 1 else None
    if end is None:
        return behind
    cursors = Cursor.objects.filter(reader__in=[one.name for one in behind], failures=0)
    points = {cursor.reader: cursor.point for cursor in cursors if cursor.point < end}
    if not points:
        return behind
    ((here, _how_many),) = Counter(points.values()).most_common(1)
    past = _past(here, end, [one for one in behind if points.get(one.name) == here])
    return [one for one in behind if one.name not in past]


def _past(here: Point, end: Point, stand: Sequence[Reader]) -> set[str]:
    """Bring those who stand `here`, and want nothing of what lies up to `end`, to that end; a long way is left to each."""
    said = list(Entry.objects.filter(beyond(here), up_to(end)).values_list("verb", flat=True)[: NEAR + 1])
    past = {one.name for one in stand if one.verbs and not one.verbs.intersection(said)} if len(said) <= NEAR else set()
    if past:
        still = Cursor.objects.filter(reader__in=past, transaction=here[0], entry_id=here[1])
        still.update(transaction=end[0], entry_id=end[1], read_at=timezone.now())
    return past


def _is_behind(cursor: Cursor | None, end: Point) -> bool:
    return cursor is None or (cursor.point < end and cursor.is_ready)


def catch_up(reader: Reader, batch: int = BATCH) -> int:
    """Read everything that waits for `reader`; how many entries it has read."""
    total = 0
    while read := read_batch(reader, batch):
        total += read
    return total


def read_batch(reader: Reader, batch: int = BATCH) -> int:
    """Read at most `batch` of the entries that `reader` wants, in one transaction with the cursor; the others are gone past.

    Returns:
        How many entries it has read: 0 when nothing waits for it, when another worker has this reader in hand, or when the
        reader failed (which is written in its cursor and in the program's log).
    """
    Cursor.objects.get_or_create(reader=reader.name)
    try:
        with transaction.atomic():
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
    rows = Cursor.objects.filter(reader=reader.name)
    cursor = rows.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked).first()
    end = settled_end()
    if cursor is None or end is None or cursor.point >= end or not cursor.is_ready:
        return 0
    # The end is asked first: what stands before it can no longer change, so it is complete in this later look.
    entries = list(reader.among(Entry.objects.filter(beyond(cursor.point), up_to(end)))[:batch])
    if entries:
        reader.read(entries)
    cursor.move(to=end if len(entries) < batch else (entries[-1].transaction, entries[-1].pk))
    return len(entries)


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
