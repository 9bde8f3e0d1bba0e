"""Plain SQL that both engines read, for what nearly every page asks and nearly every reply writes: Django would put each together anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import Field, Model
from django.db.models.fields import NOT_PROVIDED

#: Records in one statement, at most: an engine takes so many values and no more.
TOGETHER = 100


def asked(sql: str, values: Sequence[Any], engine: BaseDatabaseWrapper) -> list[tuple[Any, ...]]:
    """The rows that a query gives which is asked again and again: PostgreSQL plans it once, SQLite's driver keeps it by itself."""
    with _cursor(engine) as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _cursor(engine: BaseDatabaseWrapper) -> CursorWrapper:
    if engine.vendor != "postgresql":
        return engine.cursor()
    from zwerm.core import planned  # optional: only where PostgreSQL is

    return planned.cursor(engine)


def write(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Do one statement; the rows it gives back where it ends in RETURNING."""
    engine = connections[DEFAULT_DB_ALIAS]
    with engine.cursor() as cursor:
        cursor.execute(sql, [given(one, engine) for one in values])
        return list(cursor.fetchall()) if cursor.description else []


def write_many(sql: str, rows: Iterable[Sequence[Any]]) -> None:
    """Do one statement for each of these rows of values, which is put together once."""
    engine = connections[DEFAULT_DB_ALIAS]
    if filled := [[given(one, engine) for one in row] for row in rows]:
        with engine.cursor() as cursor:
            cursor.executemany(sql, filled)


def given(value: Any, engine: BaseDatabaseWrapper) -> Any:
    """A value as the engine takes it."""
    if type(value) in (int, str):
        return value
    if isinstance(value, datetime):
        return engine.ops.adapt_datetimefield_value(value)
    if isinstance(value, UUID):
        return value if engine.features.has_native_uuid_field else value.hex
    return value


def insert(record: Model) -> None:
    """Write a record that is new, with a key that the database draws: as `save` would, and no more queries than one."""
    insert_all([record])


def insert_all(records: Sequence[Model]) -> None:
    """The same for records of one kind, `TOGETHER` in one statement."""
    engine = connections[DEFAULT_DB_ALIAS]
    for start in range(0, len(records), TOGETHER):
        some = records[start : start + TOGETHER]
        with engine.cursor() as cursor:
            values = [value for one in some for value in _values(one, engine)]
            cursor.execute(_insertion(type(some[0]), len(some)), values)
            for one, (key,) in zip(some, cursor.fetchall(), strict=True):
                one.pk = key
                one._state.adding, one._state.db = False, DEFAULT_DB_ALIAS


def _values(record: Model, engine: BaseDatabaseWrapper) -> list[Any]:
    return [field.get_db_prep_save(getattr(record, field.attname), engine) for field in _fields(type(record))]


@cache
def _fields(model: type[Model]) -> list[Field[Any, Any]]:
    """What is written of a new record; what the database fills in itself is left to it."""
    return [one for one in model._meta.concrete_fields if not one.primary_key and one.db_default is NOT_PROVIDED]


@cache
def _insertion(model: type[Model], many: int) -> str:
    own, fields = model._meta, _fields(model)
    names, places = ", ".join(f'"{one.column}"' for one in fields), ", ".join(["%s"] * len(fields))
    rows = ", ".join([f"({places})"] * many)
    return f'INSERT INTO "{own.db_table}" ({names}) VALUES {rows} RETURNING "{own.pk.column}"'  # noqa: S608  our own names
