from __future__ import annotations

from datetime import UTC

from django.db import connection

from zwerm.search.engines.asked import Asked
from zwerm.search.engines.base import COLUMNS, NONE_ABOVE, Engine, for_them
from zwerm.search.language import Alternative, Wanted, grams
from zwerm.search.models import Row

NEAR = """
SELECT search_word.word, search_word.texts FROM search_grams JOIN search_word ON search_word.id = search_grams.rowid
WHERE search_grams MATCH %s AND search_word.texts > 0 ORDER BY search_grams.rank LIMIT %s
"""
WALK = f"""
SELECT {", ".join(f"search_document.{column}" for column in COLUMNS)} FROM {{table}} JOIN search_document ON search_document.id = {{table}}.rowid
WHERE {{table}} MATCH %s AND {{table}}.rowid < %s ORDER BY {{table}}.rowid DESC LIMIT %s
"""  # noqa: S608


class SQLite(Engine):
    """FTS5, which walks through what matches from the last row back and stops when there is enough."""

    def find(self, asked: Asked, most: int, below: int = NONE_ABOVE) -> list[Row]:
        return for_them(lambda asked, most: self._walk("search_index", asked, most, below), asked, most)

    def titled(self, asked: Asked, most: int, below: int = NONE_ABOVE) -> list[Row]:
        return for_them(lambda asked, most: self._walk("search_titles", asked, most, below), asked, most)

    def _walk(self, table: str, asked: Asked, most: int, below: int) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(WALK.format(table=table), [expression(asked), below, most])
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
