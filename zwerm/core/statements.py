"""Small writes in plain SQL that both engines read, for what nearly every reply asks: Django would put each together anew."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Field, Model
from django.db.models.fields import NOT_PROVIDED


def write(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Do one statement; the rows it gives back where it ends in RETURNING."""
    engine = connections[DEFAULT_DB_ALIAS]
    with engine.cursor() as cursor:
        cursor.execute(sql, [given(one, engine) for one in values])
        return list(cursor.fetchall()) if cursor.description else []


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
    engine = connections[DEFAULT_DB_ALIAS]
    sql, fields = _insertion(type(record))
    with engine.cursor() as cursor:
        cursor.execute(sql, [field.get_db_prep_save(getattr(record, field.attname), engine) for field in fields])
        (record.pk,) = cursor.fetchone()
    record._state.adding, record._state.db = False, DEFAULT_DB_ALIAS


@cache
def _insertion(model: type[Model]) -> tuple[str, list[Field[Any, Any]]]:
    """The statement, and the fields whose values it takes: what the database fills in itself is left to it."""
    own = model._meta
    fields = [one for one in own.concrete_fields if not one.primary_key and one.db_default is NOT_PROVIDED]
    names, places = ", ".join(f'"{one.column}"' for one in fields), ", ".join(["%s"] * len(fields))
    key = own.pk.column
    return f'INSERT INTO "{own.db_table}" ({names}) VALUES ({places}) RETURNING "{key}"', fields  # noqa: S608  our own names
