"""The words of this community: in how many texts each stands. Compounds are split by them, typing errors mended, rare words told apart."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable

from django.db import connection

from zwerm.core.statements import asked
from zwerm.search.language.compounds import SHORTEST, pieces
from zwerm.search.language.lexicon import Whole
from zwerm.search.models import Document, Word

#: Words that stand in fewer texts say nothing of how others are made; of the others so many are kept in memory, for so many seconds.
KNOWN, MOST, FRESH = 2, 200_000, 600
#: For so many seconds, and so many of them, it is kept in how many texts words stand that were asked for.
LATELY, AT_HAND = 60, 50_000
COLUMNS = "search_word.documents + excluded.documents, texts = search_word.texts + excluded.texts"
COUNT = f"""
INSERT INTO search_word (word, documents, texts) VALUES (%s, %s, %s)
ON CONFLICT (word) DO UPDATE SET documents = {COLUMNS}
"""  # noqa: S608
AT_ONCE = 200
STATE = "SELECT (SELECT coalesce(max(id), 0) FROM search_document), count(*), coalesce(sum(done), 0) FROM search_sweep"

_whole = Whole()
_read_at = float("-inf")


def whole() -> Whole:
    """The whole lexicon, for who indexes many texts; read anew every so often."""
    global _whole, _read_at
    if time.monotonic() - _read_at > FRESH:
        frequent = Word.objects.filter(texts__gte=KNOWN).order_by("-texts")
        _whole, _read_at = Whole(frequent.values_list("word", "texts")[:MOST]), time.monotonic()
    return _whole


def forget() -> None:
    """Read it anew next time: many words came in."""
    global _read_at
    _read_at = float("-inf")
    _lately.forget()


def around(words: Iterable[str]) -> dict[str, int]:
    """As much of the lexicon as it takes to split these words: one query at most, and none where no word is long enough."""
    every = {piece for word in words if len(word) >= SHORTEST for piece in pieces(word)}
    return _lately.of(every)


def documents_of(terms: Iterable[str]) -> dict[str, int]:
    """In how many documents each of these terms stands."""
    return _asked("documents", set(terms))


def _asked(column: str, words: set[str]) -> dict[str, int]:
    if not words:
        return {}
    sql = f"SELECT word, {column} FROM search_word WHERE {column} > 0 AND word IN ({', '.join(['%s'] * len(words))})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, sorted(words))
        return dict(cursor.fetchall())


class Lately:
    """In how many texts words stood when they were asked for, a minute ago at most: what compounds are made of hardly changes, and what is
    asked much is asked about the same words.
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        self._known: dict[str, int] = {}
        self._since = time.monotonic()

    def of(self, words: set[str]) -> dict[str, int]:
        """The number of each word that stands anywhere."""
        if time.monotonic() - self._since > LATELY or len(self._known) > AT_HAND:
            self.forget()
        known = self._known
        if unknown := words - known.keys():
            known |= dict.fromkeys(unknown, 0) | _asked("texts", unknown)
        return {word: known[word] for word in words if known[word]}


_lately = Lately()


def state() -> tuple[int, ...]:
    """Another one when a sweep has changed documents, which leaves no line in the log; its first number is the last document's."""
    (found,) = asked(STATE, [], connection)
    return found


class Counting:
    """What a piece of work changes in the numbers."""

    def __init__(self) -> None:
        self._documents: Counter[str] = Counter()
        self._texts: Counter[str] = Counter()

    def add(self, documents: Iterable[Document]) -> None:
        for one in documents:
            self._documents.update(_terms(one))
            self._texts.update(one.said.split())

    def take(self, documents: Iterable[Document]) -> None:
        for one in documents:
            self._documents.subtract(_terms(one))
            self._texts.subtract(one.said.split())

    def write(self) -> None:
        rows = [(word, self._documents[word], self._texts[word]) for word in sorted({*self._documents, *self._texts})]
        changed = [row for row in rows if row[1] or row[2]]
        if changed:
            with connection.cursor() as cursor:
                cursor.executemany(COUNT, changed)
        fewer = [word for word, documents, texts in changed if documents < 0 or texts < 0]
        for start in range(0, len(fewer), AT_ONCE):
            Word.objects.filter(word__in=fewer[start : start + AT_ONCE], documents__lte=0, texts__lte=0).delete()


def _terms(document: Document) -> set[str]:
    return {*document.title.split(), *document.body.split(), *document.parts.split()}
