from __future__ import annotations

from itertools import product

from django.db import connection

from zwerm.search.engines.asked import Asked
from zwerm.search.engines.base import NONE_ABOVE, Engine
from zwerm.search.language import Wanted

#: A phrase whose words may each be several is asked for in at most so many ways.
MOST_WAYS = 12


class SQLite(Engine):
    """FTS5, which walks through what matches from the last row back and stops when there is enough."""

    def find(self, asked: Asked, most: int, below: int = NONE_ABOVE) -> list[int]:
        return self._ask("search_index", asked, most, below)

    def titled(self, asked: Asked, most: int) -> list[int]:
        return self._ask("search_titles", asked, most, NONE_ABOVE)

    def _ask(self, table: str, asked: Asked, most: int, below: int) -> list[int]:
        sql = f"SELECT rowid FROM {table} WHERE {table} MATCH %s AND rowid < %s ORDER BY rowid DESC LIMIT %s"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(sql, [expression(asked), below, most])
            return [row[0] for row in cursor.fetchall()]


def expression(asked: Asked) -> str:
    """The query as FTS5 reads it; terms hold no quotation marks."""
    words = [_any([_all([_wanted(one, asked) for one in way]) for way in asked.ways])] if asked.ways else []
    marks = [_any([f'"{mark}"' for mark in marks]) for marks in asked.marks]
    return _all(words + marks)


def _wanted(one: Wanted, asked: Asked) -> str:
    if len(one.steps) == 1:
        is_last = asked.unfinished and one is asked.ways[0][-1]
        return _any([f'"{term}"{"*" if is_last else ""}' for term in one.steps[0]])
    phrases = list(product(*one.steps))[:MOST_WAYS]
    return _any([f'"{" ".join(phrase)}"' for phrase in phrases])


def _any(expressions: list[str]) -> str:
    return f"({' OR '.join(expressions)})"


def _all(expressions: list[str]) -> str:
    return f"({' AND '.join(expressions)})"
