from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC
from typing import Any

from django.db import connection

from zwerm.search.engines.asked import Asked
from zwerm.search.engines.base import NONE_ABOVE, ROWS, Engine
from zwerm.search.language import Alternative, Wanted, grams
from zwerm.search.models import Row

NEAR = """
SELECT search_word.word, search_word.texts FROM search_grams JOIN search_word ON search_word.id = search_grams.rowid
WHERE search_grams MATCH %s AND search_word.texts > 0 ORDER BY search_grams.rank LIMIT %s
"""
WALK = "SELECT rowid FROM {table} WHERE {table} MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s"
#: The same with the marks of each document.
MARKED = """
SELECT {table}.rowid, search_document.marks FROM {table} JOIN search_document ON search_document.id = {table}.rowid
WHERE {table} MATCH %s AND {table}.rowid < %s ORDER BY {table}.rowid DESC LIMIT %s
"""
#: One in so many more is looked for than is wanted, since not all that is said is for everyone.
MORE = 4


class SQLite(Engine):
    """FTS5, which walks through what matches from the last row back and stops when there is enough."""

    def find(self, asked: Asked, most: int, below: int = NONE_ABOVE) -> list[int]:
        return self._ask("search_index", asked, most, below)

    def titled(self, asked: Asked, most: int, below: int = NONE_ABOVE) -> list[int]:
        return self._ask("search_titles", asked, most, below)

    def _ask(self, table: str, asked: Asked, most: int, below: int) -> list[int]:
        """Nearly all that is said is for nearly everyone, and to walk along the long lists of who it is for takes longer than to look it
        up: so the words are asked for alone first, and some more of them than are wanted.
        """
        if asked.ways and asked.circles:
            some = most + most // MORE
            found = self._walk(MARKED, table, replace(asked, circles=()), some, below)
            own = [key for key, marks in found if any(f" {circle} " in marks for circle in asked.circles)]
            if len(found) < some or len(own) >= most:
                return own[:most]
        return [key for (key,) in self._walk(WALK, table, asked, most, below)]

    def _walk(self, sql: str, table: str, asked: Asked, most: int, below: int) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(sql.format(table=table), [expression(asked), below, most])
            found: list[tuple[Any, ...]] = cursor.fetchall()
        return found

    def rows(self, keys: Iterable[int]) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(f"{ROWS} IN (SELECT value FROM json_each(%s))", [json.dumps([*keys])])  # noqa: S608
            return [Row._make((*row[:6], row[6].replace(tzinfo=UTC), *row[7:])) for row in cursor.fetchall()]

    def near(self, word: str, most: int) -> list[tuple[str, int]]:
        with connection.cursor() as cursor:
            cursor.execute(NEAR, [" OR ".join(f'"{gram}"' for gram in sorted(grams(word))), most])
            return [(word, texts) for word, texts in cursor.fetchall()]


def expression(asked: Asked) -> str:
    """The query as FTS5 reads it; terms hold no quotation marks."""
    words = [_any([_all([_wanted(one) for one in way]) for way in asked.ways])] if asked.ways else []
    every = (asked.circles, *asked.marks) if asked.circles else asked.marks
    marks = [_any([f'"{mark}"' for mark in marks]) for marks in every]
    return _all(words + marks)


def _wanted(one: Wanted) -> str:
    return _any([_alternative(way) for way in one.alternatives])


def _alternative(way: Alternative) -> str:
    if way.together:
        return f'"{" ".join(way.terms)}"{"*" if way.open else ""}'
    return _all([f'"{term}"' for term in way.terms])


def _any(expressions: list[str]) -> str:
    return f"({' OR '.join(expressions)})"


def _all(expressions: list[str]) -> str:
    return f"({' AND '.join(expressions)})"
