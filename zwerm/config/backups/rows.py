"""The rows of one table as lines of JSON, in the order of their keys: the same lines on either database."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.db import connections, models
from django.db.migrations.loader import MigrationLoader

#: Rows about this moment, which mean nothing later: who is signed in (a copy of the file must open no door), and who is alive; and the
#: index of search, which is made anew from the rest.
LEFT_OUT = frozenset(
    {
        "sessions.session", "members.session", "activity.heartbeat",
        "search.document", "search.word", "search.sweep", "search.vocabulary",
    }
)  # fmt: skip
CHUNK = 2000

Model = type[models.Model]


def kept(loader: MigrationLoader, applied: Iterable[tuple[str, str]]) -> dict[str, Model]:
    """The tables that a backup holds, as the schema has them after these migrations: by label, in a fixed order."""
    apps: Apps = loader.project_state([key for key in applied if key in loader.graph.nodes]).apps
    every = (model for model in apps.get_models(include_auto_created=True) if model._meta.managed)
    labels = {model._meta.label_lower: model for model in every if not model._meta.proxy}
    return {label: labels[label] for label in sorted(labels.keys() - LEFT_OUT)}


def columns(model: Model) -> list[str]:
    """What a row holds by itself; what the database works out of it is not among them."""
    return [field.attname for field in model._meta.local_concrete_fields if not field.generated]


def lines(model: Model, database: str) -> Iterator[bytes]:
    """One line for each row: its values in the order of `columns`."""
    rows = model._base_manager.using(database).order_by("pk").values_list(*columns(model))
    for row in rows.iterator(chunk_size=CHUNK):
        text = json.dumps([_plain(value) for value in row], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield text.encode() + b"\n"


def write(model: Model, names: list[str], given: Iterable[bytes]) -> int:
    """Put the lines into the empty table; how many there were. Whether keys lead somewhere is asked when all are in."""
    fields: list[Any] = [model._meta.get_field(name) for name in names]
    connection = connections["default"]
    quoted = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table, holes = connection.ops.quote_name(model._meta.db_table), ", ".join(["%s"] * len(fields))
    written, pending = 0, iter(given)
    with connection.cursor() as sql:
        while chunk := list(islice(pending, CHUNK)):
            values = [
                [_for_database(field, value) for field, value in zip(fields, json.loads(line), strict=True)]
                for line in chunk
            ]
            sql.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({holes})", values)  # noqa: S608
            written += len(chunk)
    return written


def _for_database(field: Any, value: Any) -> Any:
    return field.get_db_prep_save(field.to_python(value), connections["default"])


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return value


def last_number(model: Model, database: str) -> int:
    """The highest key that this table ever gave out, also when its row is gone: a number is not given twice. 0 for none."""
    connection, table = connections[database], model._meta.db_table
    with connection.cursor() as sql:
        if connection.vendor == "sqlite":
            sql.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            row = sql.fetchone()
            return int(row[0]) if row else 0
        sequence = _sequence(sql, model)
        if sequence is None:
            return 0
        sql.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
        return int(sql.fetchone()[0])


def go_on_from(model: Model, number: int) -> None:
    """Let the next row of this table get the key after `number`."""
    connection, table = connections["default"], model._meta.db_table
    if not number:
        return
    with connection.cursor() as sql:
        if connection.vendor == "sqlite":
            sql.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            sql.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
        elif sequence := _sequence(sql, model):
            sql.execute("SELECT setval(%s, %s)", [sequence, number])


def _sequence(sql: Any, model: Model) -> str | None:
    quoted = connections["default"].ops.quote_name(model._meta.db_table)
    sql.execute("SELECT pg_get_serial_sequence(%s, %s)", [quoted, model._meta.pk.column])
    found: str | None = sql.fetchone()[0]
    return found
