"""Reading the log: each reader with its own cursor, in the worker, exactly once.

A room registers a reader in its `hooks.py`: `readers.register("invitation mail", read, verbs=("invitation.sent",))`. `read`
gets a list of entries in order; whatever it writes moves in one transaction with its cursor, so that a reader killed half-way
has read nothing of that batch. A reader that raises stays where it is, waits, and tries again; the others go on.

Order. An autoincrement id is not commit order on PostgreSQL: a line with a lower id may become visible later. A reader there
sees only lines of transactions below `pg_snapshot_xmin(pg_current_snapshot())`, none of which can still change, in the order
(transaction, id): a transaction that comes below that horizon later has a higher number than all that were. SQLite has one
writer at a time, so ids are commit order.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.db.models.expressions import RawSQL
from django.utils import timezone

from zwerm.activity.models import Cursor, Entry

log = logging.getLogger(__name__)

Read = Callable[[Sequence[Entry]], None]
BATCH = 500


@dataclass(frozen=True)
class Reader:
    """A name for the cursor, what to do with entries, and which verbs matter (none named: all)."""

    name: str
    read: Read
    verbs: frozenset[str] = frozenset()

    def wants(self, entry: Entry) -> bool:
        return not self.verbs or entry.verb in self.verbs


_readers: dict[str, Reader] = {}


def register(name: str, read: Read, verbs: Sequence[str] = ()) -> None:
    """Let `read` follow the log under `name`; registering a name again replaces it."""
    _readers[name] = Reader(name, read, frozenset(verbs))


def registered() -> list[Reader]:
    return list(_readers.values())


def catch_up(reader: Reader, batch: int = BATCH) -> int:
    """Read everything that waits for `reader`; how many entries it has gone past."""
    total = 0
    while passed := read_batch(reader, batch):
        total += passed
    return total


def read_batch(reader: Reader, batch: int = BATCH) -> int:
    """Read at most `batch` entries, in one transaction with the cursor.

    Returns:
        How many entries the cursor went past: 0 when there is nothing, when another worker has this reader in hand, or when
        the reader failed (which is written in its cursor and in the program's log).
    """
    cursor, _ = Cursor.objects.get_or_create(reader=reader.name)
    if not after(cursor).exists():
        return 0
    try:
        with transaction.atomic():
            return _read(reader, batch)
    except Exception as error:  # a reader is foreign code to this room, and may not break another reader
        log.exception("reader %s failed", reader.name)
        with transaction.atomic():
            Cursor.objects.get(reader=reader.name).failed(error)
        return 0


def _read(reader: Reader, batch: int) -> int:
    rows = Cursor.objects.filter(reader=reader.name, retry_at__lte=timezone.now())
    cursor = rows.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked).first()
    if cursor is None:
        return 0
    entries = list(after(cursor)[:batch])
    if not entries:
        return 0
    wanted = [entry for entry in entries if reader.wants(entry)]
    if wanted:
        reader.read(wanted)
    cursor.transaction = getattr(entries[-1], "written_in", 0)
    cursor.entry_id = entries[-1].pk
    cursor.read_at, cursor.failures, cursor.last_error = timezone.now(), 0, ""
    cursor.save()
    return len(entries)


def after(cursor: Cursor) -> QuerySet[Entry]:
    """The settled entries that lie beyond `cursor`, in the order in which they were committed."""
    if connection.vendor != "postgresql":
        return Entry.objects.filter(pk__gt=cursor.entry_id).order_by("pk")
    written = RawSQL("activity_entry.transaction::text::bigint", [])
    beyond = (
        "(activity_entry.transaction, activity_entry.id) > (%s::text::xid8, %s)"
        " AND activity_entry.transaction < pg_snapshot_xmin(pg_current_snapshot())"
    )
    settled = Entry.objects.extra(where=[beyond], params=[cursor.transaction, cursor.entry_id])  # noqa: S610
    return settled.annotate(written_in=written).order_by(RawSQL("activity_entry.transaction", []), F("pk"))


def behind(reader: Reader) -> int:
    """How many settled entries `reader` has still to read."""
    cursor = Cursor.objects.filter(reader=reader.name).first() or Cursor(reader=reader.name)
    return after(cursor).count()


def rebase() -> int:
    """After a restore into another PostgreSQL cluster, transaction numbers start again: put the old lines before all new ones.

    Returns:
        How many lines were renumbered; 0 where there was nothing to do.
    """
    if connection.vendor != "postgresql":
        return 0
    with transaction.atomic(), connection.cursor() as sql:
        sql.execute(
            "SELECT coalesce(max(transaction)::text, '0')::bigint > pg_current_xact_id()::text::bigint FROM activity_entry"
        )
        row = sql.fetchone()
        if row is None or not row[0]:
            return 0
        sql.execute("UPDATE activity_cursor SET transaction = 0")
        sql.execute("UPDATE activity_entry SET transaction = '0'::xid8")
        return int(sql.rowcount)
