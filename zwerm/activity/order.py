"""The order of the log: the order in which lines were committed, on each database.

An autoincrement id is not commit order on PostgreSQL: a line with a lower id may become visible later. So a line also carries the
number of the transaction that wrote it, and a reader sees only lines below the *horizon*: the lowest transaction that is still
open. Nothing below it can change any more, and whatever comes below it later has a higher number than all that was there; so
(transaction, id) is an order in which nothing is ever put in front of what was read. The horizon counts every open transaction
of the PostgreSQL server that has written something, in any of its databases: one that stays open holds the readers up.

SQLite has one writer at a time: there the transaction is always 0, nothing is hidden, and ids are commit order. Only lines that were
written on PostgreSQL before a move have another number there, below zero.
"""

from __future__ import annotations

from typing import Any, TypeVar

from django.db import connection, transaction
from django.db.models import BigIntegerField, Func, Model, Q, QuerySet
from django.db.models.expressions import F, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan, LessThanOrEqual

#: The transaction of a cursor that has read nothing: before every line, also before those that were renumbered.
BEGINNING = -(2**62)


class CurrentTransaction(Func):
    """The number of the transaction that is writing."""

    template = "(pg_current_xact_id()::text::bigint)"
    arity = 0
    output_field = BigIntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, tuple[()]]:
        return "0", ()


class Horizon(Func):
    """The lowest transaction that is still open, or the next one when none is; on PostgreSQL."""

    template = "(pg_snapshot_xmin(pg_current_snapshot())::text::bigint)"
    arity = 0
    output_field = BigIntegerField()


class Place(Func):
    """Where a line stands in the log, compared as a row: `(transaction, id)`, which the index of both answers at once."""

    template = "(%(expressions)s)"
    arity = 2
    output_field = BigIntegerField()


Point = tuple[int, int]
M = TypeVar("M", bound=Model)
_here = Place(F("transaction"), F("pk"))


#: The verb of a line, as one reads it in passing: lines are found by where they stand, and not by gathering a verb's whole history.
verb_as_seen = Coalesce("verb", Value(""))


def beyond(point: Point) -> GreaterThan[Any] | Q:
    """The condition that a line stands after `point`."""
    if (
        connection.vendor == "sqlite" and point[0] == 0
    ):  # no number is higher there; this enters the index at the line itself
        return Q(transaction=0, pk__gt=point[1])
    return GreaterThan(_here, Place(Value(point[0]), Value(point[1])))


def up_to(point: Point) -> LessThanOrEqual[Any]:
    """The condition that a line stands at `point` or before it."""
    return LessThanOrEqual(_here, Place(Value(point[0]), Value(point[1])))


def settled(entries: QuerySet[M]) -> QuerySet[M]:
    """The lines below the horizon, before which nothing can come any more."""
    return entries.filter(transaction__lt=Horizon()) if connection.vendor == "postgresql" else entries


def lined_up(entries: QuerySet[M], *, backwards: bool = False) -> QuerySet[M]:
    """Lines in the order of the log."""
    return entries.order_by(*(f"-{column}" if backwards else column for column in ("transaction", "pk")))


def rebase() -> int:
    """After a restore into another database: put the lines that came along before all new ones, in their own order.

    Transaction numbers belong to a PostgreSQL cluster; restored lines may carry numbers that this one has not reached, and readers
    would wait for them, and on SQLite they would stand behind whatever comes. They and the cursors among them are moved below zero
    by the same distance, so every reader goes on where it was.

    Returns:
        How many lines were renumbered; 0 where there was nothing to do, which costs one look.
    """
    if _last_foreign_id() is None:
        return 0
    with transaction.atomic(), connection.cursor() as sql:
        if connection.vendor == "postgresql":
            sql.execute("LOCK TABLE activity_entry, activity_cursor IN SHARE ROW EXCLUSIVE MODE")
        last = _last_foreign_id()
        if last is None:  # another worker was first
            return 0
        sql.execute('SELECT max("transaction") FROM activity_entry WHERE id <= %s', [last])
        (distance,) = sql.fetchone()
        here = '"transaction" = "transaction" - %s WHERE "transaction" > %s'
        sql.execute(f"UPDATE activity_cursor SET {here} AND entry_id <= %s", [distance, BEGINNING, last])  # noqa: S608
        sql.execute(f"UPDATE activity_entry SET {here} AND id <= %s", [distance, BEGINNING, last])  # noqa: S608
        return int(sql.rowcount)


def _last_foreign_id() -> int | None:
    """The last line whose transaction this database has not begun; what was restored stands before it."""
    begun = "pg_snapshot_xmax(pg_current_snapshot())::text::bigint" if connection.vendor == "postgresql" else "1"
    with connection.cursor() as sql:
        sql.execute(f'SELECT max(id) FROM activity_entry WHERE "transaction" >= {begun}')  # noqa: S608
        row = sql.fetchone()
    return row[0] if row else None
