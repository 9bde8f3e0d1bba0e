from __future__ import annotations

from django.db import connection

from zwerm.search.engines.asked import Asked
from zwerm.search.engines.base import NONE_ABOVE, Engine
from zwerm.search.language import Wanted

#: Documents of which the keys differ in their last bits only share a mark, so that one can look among the newest alone.
BUCKET_BITS = 12
#: So many of these marks at most are asked for at once.
MOST_BUCKETS = 64
#: How many times more is looked for than is wanted, since the share that will match is a guess.
AMPLE = 4


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

    def titled(self, asked: Asked, most: int) -> list[int]:
        return self._ask("titles", asked, most, NONE_ABOVE, ())

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
        marks = " & ".join(f"({' | '.join(quoted(mark) for mark in marks)})" for marks in (*asked.marks, *more))
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
    return " | ".join("(" + " & ".join(_wanted(one, asked) for one in way) + ")" for way in asked.ways)


def _wanted(one: Wanted, asked: Asked) -> str:
    is_last = asked.unfinished and one is asked.ways[0][-1]
    steps = ("(" + " | ".join(quoted(term) + (":*" if is_last else "") for term in step) + ")" for step in one.steps)
    return "(" + " <-> ".join(steps) + ")"


def quoted(term: str) -> str:
    return f"'{term}'"
