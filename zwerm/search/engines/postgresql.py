from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from zwerm.search.engines.asked import Asked
from zwerm.search.engines.base import NONE_ABOVE, ROWS, Engine
from zwerm.search.language import Alternative, Wanted
from zwerm.search.models import Row

#: Documents of which the keys differ in their last bits only share a mark, so that one can look among the newest alone.
BUCKET_BITS = 12
#: So many of these marks at most are asked for at once.
MOST_BUCKETS = 64
#: How many times more is looked for than is wanted, since the share that will match is a guess.
AMPLE = 4
NEAR = """
SELECT word, texts FROM search_word
WHERE word OPERATOR(public.%%) %s AND texts > 0 ORDER BY public.similarity(word, %s) DESC, texts DESC LIMIT %s
"""


class PostgreSQL(Engine):
    """`tsvector` and GIN. An index of that kind has no order, so where much will match, only the newest documents are looked among."""

    def find(self, asked: Asked, most: int, below: int = NONE_ABOVE) -> list[int]:
        newest = self._newest(below)
        buckets = _buckets(asked, most, newest)
        if buckets:
            found = self._ask("words", asked, most, below, (buckets,))
            if len(found) == most:
                return found
        return self._ask("words", asked, most, below, ())

    def titled(self, asked: Asked, most: int, below: int = NONE_ABOVE) -> list[int]:
        return self._ask("titles", asked, most, below, ())

    def rows(self, keys: Iterable[int]) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(f"{ROWS} = ANY(%s)", [[*keys]])
            return [Row(*row) for row in cursor.fetchall()]

    def near(self, word: str, most: int) -> list[tuple[str, int]]:
        with connection.cursor() as cursor:
            cursor.execute("SET pg_trgm.similarity_threshold = 0.2")
            cursor.execute(NEAR, [word, word, most])
            return [(word, texts) for word, texts in cursor.fetchall()]

    def _newest(self, below: int) -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT coalesce(max(id), 0) FROM search_document WHERE id < %s", [below])
            return int(cursor.fetchone()[0])

    def _ask(self, column: str, asked: Asked, most: int, below: int, more: tuple[tuple[str, ...], ...]) -> list[int]:
        # Found first and put in order then: else the planner may walk through all documents in their order.
        sql = f"""
            WITH found AS MATERIALIZED (
                SELECT id FROM search_document WHERE {column} @@ (to_tsquery('simple', %s) && %s::tsquery)
            )
            SELECT id FROM found WHERE id < %s ORDER BY id DESC LIMIT %s
        """  # noqa: S608
        marks = " & ".join(f"({' | '.join(quoted(mark) for mark in marks)})" for marks in (*asked.every_mark, *more))
        with connection.cursor() as cursor:
            cursor.execute(sql, [expression(asked), marks, below, most])
            return [row[0] for row in cursor.fetchall()]


def _buckets(asked: Asked, most: int, newest: int) -> tuple[str, ...]:
    """Marks of the newest documents among which enough will match; none where that would be nearly all."""
    wanted = most * AMPLE / max(asked.share, 1e-9)
    count = int(wanted) >> BUCKET_BITS
    if count >= min(MOST_BUCKETS, newest >> BUCKET_BITS):
        return ()
    last = newest >> BUCKET_BITS
    return tuple(f"=b{last - back}" for back in range(count + 2) if last >= back)


def expression(asked: Asked) -> str:
    """The query as `to_tsquery` reads it; terms hold no quotation marks."""
    return " | ".join("(" + " & ".join(_wanted(one) for one in way) + ")" for way in asked.ways)


def _wanted(one: Wanted) -> str:
    return "(" + " | ".join(_alternative(way) for way in one.alternatives) + ")"


def _alternative(way: Alternative) -> str:
    terms = [quoted(term) for term in way.terms]
    if way.open:
        terms[-1] += ":*"
    return "(" + (" <-> " if way.together else " & ").join(terms) + ")"


def quoted(term: str) -> str:
    return f"'{term}'"
