from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from zwerm.search.engines.asked import Asked
from zwerm.search.engines.base import COLUMNS, NONE_ABOVE, Engine
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
    """`tsvector` and GIN. An index of that kind has no order, so where much will match, only the newest documents are looked among.

    The words are one condition, and what a document has one of (for whom it is, where it stands, the newest) others: the index walks along
    the rarest of what is a condition together, and within one condition it would walk along all that may do.
    """

    def find(self, asked: Asked, most: int, below: int = NONE_ABOVE) -> list[Row]:
        for newest in _windows(asked, most, min(asked.newest, below)):
            found = self._ask("words", asked, most, below, newest)
            if len(found) == most:
                return found
        return self._ask("words", asked, most, below)

    def titled(self, asked: Asked, most: int, below: int = NONE_ABOVE) -> list[Row]:
        return self._ask("titles", asked, most, below)

    def near(self, word: str, most: int) -> list[tuple[str, int]]:
        with connection.cursor() as cursor:
            cursor.execute("SET pg_trgm.similarity_threshold = 0.2")
            cursor.execute(NEAR, [word, word, most])
            return [(word, texts) for word, texts in cursor.fetchall()]

    def _ask(self, column: str, asked: Asked, most: int, below: int, newest: tuple[str, ...] = ()) -> list[Row]:
        marks = [_any(marks) for marks in (asked.circles, *asked.marks, newest) if marks]
        words = [expression(asked)] if asked.ways else []
        asks = [f"{column} @@ to_tsquery('simple', %s)" for _ in words] + [f"{column} @@ %s::tsquery" for _ in marks]
        # Found first and put in order then: else the planner may walk through all documents in their order.
        sql = f"""
            WITH found AS MATERIALIZED (SELECT id FROM search_document WHERE {" AND ".join(asks)})
            SELECT {", ".join(COLUMNS)} FROM search_document
            WHERE id IN (SELECT id FROM found WHERE id < %s ORDER BY id DESC LIMIT %s) ORDER BY id DESC
        """  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(sql, [*words, *marks, below, most])
            return [Row._make(row) for row in cursor.fetchall()]


def _windows(asked: Asked, most: int, newest: int) -> Iterator[tuple[str, ...]]:
    """Marks of the newest documents among which enough will match, then of more; none where all that matches is little."""
    last, count = newest >> BUCKET_BITS, int(most * AMPLE / max(asked.share, 1e-9)) >> BUCKET_BITS
    if count >= last:
        return
    if count < MOST_BUCKETS // 2:
        yield _buckets(last, count + 2)
    yield _buckets(last, MOST_BUCKETS)


def _buckets(last: int, count: int) -> tuple[str, ...]:
    return tuple(f"=b{number}" for number in range(max(last - count, 0), last + 2))


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


def _any(marks: tuple[str, ...]) -> str:
    return f"({' | '.join(map(quoted, marks))})"


def quoted(term: str) -> str:
    return f"'{term}'"
