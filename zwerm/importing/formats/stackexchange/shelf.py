"""A shelf on which the rows of a dump are put so that they can be taken off a conversation at a time.

A dump is ordered by number and a community reads by conversation, so the rows are put in a private SQLite
database on disk (SQLite makes it in TMPDIR and it vanishes with the process). That keeps memory the same for
every size, and an answer that stands before its question does no harm.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice

from zwerm.importing.formats.stackexchange.dump import Row

QUESTION, ANSWER = "1", "2"
ACCEPTED = "1"
MANY = 5_000
NUMBER = re.compile(r"-?[0-9]{1,18}")

TABLES = """
create table people (id integer primary key, name text, at text);
create table questions (id integer primary key, author text, name text, at text, title text, tags text,
                        body text, licence text, accepted integer, closed text);
create table answers (id integer primary key, question integer, author text, name text, at text, body text,
                      licence text);
create table comments (id integer primary key, post integer, author text, name text, at text, body text,
                       licence text);
create table accepts (post integer primary key, at text);
"""
INDEXES = """
create index answers_by_question on answers (question, at, id);
create index comments_by_post on comments (post, at, id);
create index questions_by_date on questions (at, id);
"""


class Shelf:
    """Rows of one dump, by conversation."""

    def __init__(self) -> None:
        self.db = sqlite3.connect("", isolation_level=None)
        self.db.row_factory = sqlite3.Row
        self.db.executescript("pragma journal_mode = off; pragma synchronous = off;" + TABLES)

    def close(self) -> None:
        self.db.close()

    def put(self, table: str, columns: int, values: Iterable[tuple[str | None, ...]]) -> None:
        """Put many rows in `table`, a piece at a time. A number that comes twice keeps its first row."""
        holes = ", ".join("?" * columns)
        rows = iter(values)
        while piece := list(islice(rows, MANY)):
            self.db.execute("begin")
            self.db.executemany(f"insert or ignore into {table} values ({holes})", piece)  # noqa: S608
            self.db.execute("commit")

    def finish(self) -> None:
        """Everything has been put; make it quick to take."""
        self.db.executescript(INDEXES)

    def take(self, sql: str, *values: object) -> Iterator[sqlite3.Row]:
        yield from self.db.execute(sql, values)

    def count(self, sql: str) -> int:
        return int(self.db.execute(f"select count(*) from {sql}").fetchone()[0])  # noqa: S608


def moment(text: str) -> datetime:
    """`2018-02-06T20:19:50.957` as a moment; a dump gives its times in UTC."""
    told = datetime.fromisoformat(text)
    return told.astimezone(UTC) if told.tzinfo else told.replace(tzinfo=UTC)


def is_moment(text: str) -> bool:
    """Whether `moment` can read it."""
    try:
        moment(text)
    except (ValueError, OverflowError):
        return False
    return True


def is_whole(row: Row, *needed: str) -> bool:
    """Whether a row has a number, a date that can be read, and what else it needs."""
    has_all = all(row.get(name, "").strip() for name in needed)
    return has_all and bool(NUMBER.fullmatch(row.get("Id", ""))) and is_moment(row.get("CreationDate", ""))
