"""An index of the runs of three letters in names, in what people help with and in addresses, kept by the database.

SQLite drops the triggers of a table that Django makes anew to change it: a later migration that changes members that way puts them
back with `RunPython(keep)`. A test tells.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

from zwerm.core.trigrams import bring

COLUMNS = ("name_key", "helps_with", "email")


def keep(apps: Any, schema: Any) -> None:
    if schema.connection.vendor == "postgresql":
        bring(schema.connection)
    for statement in _POSTGRESQL if schema.connection.vendor == "postgresql" else _SQLITE:
        schema.execute(statement)


def drop(apps: Any, schema: Any) -> None:
    if schema.connection.vendor == "postgresql":
        schema.execute("DROP INDEX members_letters")
        return
    for when in ("added", "changed", "gone"):
        schema.execute(f"DROP TRIGGER IF EXISTS members_letters_{when}")
    schema.execute("DROP TABLE members_letters")


def _row(name: str) -> str:
    return ", ".join(f"{name}.{column}" for column in COLUMNS)


_GIN = ", ".join(f"{column} public.gin_trgm_ops" for column in COLUMNS)
_POSTGRESQL = [f"CREATE INDEX IF NOT EXISTS members_letters ON members_member USING gin ({_GIN})"]

_LIST = ", ".join(COLUMNS)
_ADD = f"INSERT INTO members_letters(rowid, {_LIST}) VALUES (new.id, {_row('new')});"  # noqa: S608
_TAKE = f"INSERT INTO members_letters(members_letters, rowid, {_LIST}) VALUES ('delete', old.id, {_row('old')});"  # noqa: S608
_CHANGED = " OR ".join(f"old.{column} IS NOT new.{column}" for column in COLUMNS)
_TRIGGER = "CREATE TRIGGER IF NOT EXISTS members_letters_"
_SQLITE = [
    f"CREATE VIRTUAL TABLE IF NOT EXISTS members_letters USING fts5({_LIST}, content='members_member', content_rowid='id', tokenize='trigram')",
    f"{_TRIGGER}added AFTER INSERT ON members_member BEGIN {_ADD} END",
    f"{_TRIGGER}gone AFTER DELETE ON members_member BEGIN {_TAKE} END",
    f"{_TRIGGER}changed AFTER UPDATE ON members_member WHEN {_CHANGED} BEGIN {_TAKE} {_ADD} END",
    "INSERT INTO members_letters(members_letters) VALUES ('rebuild')",
]


class Migration(migrations.Migration):
    dependencies = [("members", "0006_member_paused_until")]

    operations = [migrations.RunPython(keep, drop)]
