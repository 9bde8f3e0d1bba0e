"""The index itself: kept in step with the rows of documents by the database, in the same transaction."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from zwerm.core.trigrams import bring

# A term has letters and digits; a mark begins with `=`. Nothing is folded or stemmed here: the rows hold terms already.
TOKENS = """tokenize = "unicode61 remove_diacritics 0 tokenchars '='" """
COLUMNS = {"search_index": ("title", "body", "parts", "marks"), "search_titles": ("title", "marks")}
#: Replies have no title of their own.
HAS_TITLE = {"search_index": "", "search_titles": " WHEN {row}.title <> ''"}

#: Words by the runs of three letters in them, a space at either edge.
GRAMS = [
    "CREATE VIRTUAL TABLE search_grams USING fts5(word, content='', tokenize='trigram')",
    "CREATE TRIGGER search_grams_added AFTER INSERT ON search_word BEGIN"
    " INSERT INTO search_grams(rowid, word) VALUES (new.id, ' ' || new.word || ' '); END",
    "CREATE TRIGGER search_grams_gone AFTER DELETE ON search_word BEGIN"
    " INSERT INTO search_grams(search_grams, rowid, word) VALUES ('delete', old.id, ' ' || old.word || ' '); END",
]


def make(apps: Any, schema: Any) -> None:
    if schema.connection.vendor == "postgresql":
        bring(schema.connection)
    for statement in _statements(schema.connection.vendor):
        schema.execute(statement)


def unmake(apps: Any, schema: Any) -> None:
    if schema.connection.vendor == "postgresql":
        schema.execute("ALTER TABLE search_document DROP COLUMN words, DROP COLUMN titles")
        schema.execute("DROP INDEX search_grams")
        return
    for when in ("added", "gone"):
        schema.execute(f"DROP TRIGGER search_grams_{when}")
    schema.execute("DROP TABLE search_grams")
    for table in COLUMNS:
        for when in ("added", "changed", "gone", "titled"):
            schema.execute(f"DROP TRIGGER IF EXISTS {table}_{when}")
        schema.execute(f"DROP TABLE {table}")


def _statements(vendor: str) -> list[str]:
    if vendor == "sqlite":
        return [*GRAMS, *(statement for table in COLUMNS for statement in _sqlite(table))]
    marks = "marks::tsvector"
    words = " || ".join(
        f"setweight(to_tsvector('simple'::regconfig, {column}), '{weight}')"
        for column, weight in (("title", "A"), ("body", "B"), ("parts", "C"))
    )
    titles = "setweight(to_tsvector('simple'::regconfig, title), 'A')"
    # Documents that were written near each other share a mark, see engines/postgresql.py.
    bucket = "('=b' || (id >> 12)::text)::tsvector"
    return [
        f"ALTER TABLE search_document ADD COLUMN words tsvector GENERATED ALWAYS AS ({words} || {marks} || {bucket}) STORED",
        "ALTER TABLE search_document ADD COLUMN titles tsvector"
        f" GENERATED ALWAYS AS (CASE WHEN title <> '' THEN {titles} || {marks} END) STORED",
        # What is written goes in at once: with a list of what waits, whoever searches would have to read that too.
        "CREATE INDEX search_words ON search_document USING gin (words) WITH (fastupdate = off)",
        "CREATE INDEX search_titles ON search_document USING gin (titles) WITH (fastupdate = off)",
        "CREATE INDEX search_grams ON search_word USING gin (word public.gin_trgm_ops)",
    ]


def _sqlite(table: str) -> list[str]:
    columns = ", ".join(COLUMNS[table])
    old, new = (", ".join(f"{row}.{column}" for column in COLUMNS[table]) for row in ("old", "new"))
    add = f"INSERT INTO {table}(rowid, {columns}) VALUES (new.id, {new});"  # noqa: S608
    take = f"INSERT INTO {table}({table}, rowid, {columns}) VALUES ('delete', old.id, {old});"  # noqa: S608
    changes = " OR ".join(f"old.{column} IS NOT new.{column}" for column in COLUMNS[table])
    had, has = (HAS_TITLE[table].format(row=row).removeprefix(" WHEN ") for row in ("old", "new"))
    return [
        f"CREATE VIRTUAL TABLE {table} USING fts5({columns}, content='search_document', content_rowid='id', {TOKENS})",
        _trigger(table, "added", "INSERT", has, add),
        _trigger(table, "gone", "DELETE", had, take),
        _trigger(table, "changed", "UPDATE", " AND ".join(filter(None, [had, f"({changes})"])), take),
        _trigger(table, "titled", "UPDATE", " AND ".join(filter(None, [has, f"({changes})"])), add),
    ]


def _trigger(table: str, name: str, event: str, when: str, does: str) -> str:
    condition = f" WHEN {when}" if when else ""
    # Of two triggers on a change, the one that takes the old words away has to be first.
    moment = "BEFORE" if name == "changed" else "AFTER"
    return f"CREATE TRIGGER {table}_{name} {moment} {event} ON search_document{condition} BEGIN {does} END"


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(make, unmake)]
