from __future__ import annotations

from django.db import connection

from zwerm.core import statements
from zwerm.search.engines.asked import Asked
from zwerm.search.engines.base import COLUMNS, NONE_ABOVE, Engine, for_them
from zwerm.search.language import Alternative, Wanted
from zwerm.search.models import Row

#: Documents of which the keys differ in their last bits only share a mark, so that one can look among the newest alone.
BUCKET_BITS = 12
#: So many of these marks at most are asked for at once, and so many times, before all that is left is.
MOST_BUCKETS, LOOKS = 64, 3
#: How many times more is looked for than is wanted, since the share that will match is a guess, and the least such share.
AMPLE, LEAST = 2, 1e-9
#: The part of the documents with all words that has them in the title: a guess as well.
TITLED = 0.02
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
        return for_them(lambda asked, most: self._newest("words", asked, most, below, asked.share), asked, most)

    def titled(self, asked: Asked, most: int, below: int = NONE_ABOVE) -> list[Row]:
        share = asked.share * TITLED
        return for_them(lambda asked, most: self._newest("titles", asked, most, below, share), asked, most)

    def _newest(self, column: str, asked: Asked, most: int, below: int, share: float) -> list[Row]:
        """Looks among the newest documents, then, by how much was found there, among so many older ones as will do; all that is left at once
        where that is little, or where it goes on and on.
        """
        found: list[Row] = []
        top = min(asked.newest, below - 1)
        for look in range(LOOKS):
            enough = _enough(most - len(found), share)
            if enough > top // 2:
                break
            last, first = top >> BUCKET_BITS, (top - enough) >> BUCKET_BITS
            first = max(first, last - MOST_BUCKETS)
            # The number of the newest may be a little old: what came since may have begun a bucket of its own.
            buckets = tuple(f"=b{number}" for number in range(first, last + (1 if look else 2)))
            here = self._ask(column, asked, most - len(found), below, buckets)
            found += here
            if len(found) == most:
                return found
            below = first << BUCKET_BITS
            share, top = len(here) / (top + 1 - below), below - 1
        return found + self._ask(column, asked, most - len(found), below)

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
        return [Row._make(row) for row in statements.asked(sql, [*words, *marks, below, most], connection)]


def _enough(many: int, share: float) -> int:
    """Among how many documents that many match, where this part of them does."""
    return int(many * AMPLE / max(share, LEAST))


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
