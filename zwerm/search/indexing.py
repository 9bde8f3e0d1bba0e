"""Bringing documents in line with the records of a source: what a reader of the log does, and a sweep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from django.db import connection
from django.utils.text import Truncator

from zwerm.activity import readers
from zwerm.activity.models import Entry
from zwerm.search import language, marks
from zwerm.search.models import Document, Sweep, Word
from zwerm.search.sources import Source, Text, registered

COLUMNS = ("thread", "place", "weight", "at", "title", "body", "parts", "marks")
#: Of a longer text only its beginning is indexed.
LONGEST = 50_000
#: Rows that are written in one statement.
AT_ONCE = 200
COUNT = """
INSERT INTO search_word (word, documents) VALUES (%s, %s)
ON CONFLICT (word) DO UPDATE SET documents = search_word.documents + excluded.documents
"""


def register(source: Source) -> None:
    """Let what `source` tells of be found: a reader of its own follows the log."""
    registered.sources[source.name] = source
    readers.register(f"search {source.name}", lambda lines: follow(source, lines), source.verbs, source.does)


def follow(source: Source, entries: Sequence[Entry]) -> None:
    """Take in what changed by these lines; what reaches far is left to a sweep."""
    touched = dict.fromkeys(touch for entry in entries for touch in source.touched(entry))
    for touch in touched:
        if isinstance(touch, tuple):
            Sweep.over(source.name, *touch)
    keys = [touch for touch in touched if isinstance(touch, int)]
    for start in range(0, len(keys), AT_ONCE):
        index(source, keys[start : start + AT_ONCE])


def index(source: Source, keys: Sequence[int]) -> None:
    """Make the documents of these records what they should be now; the caller has a transaction."""
    known = {(one.key, one.part): one for one in Document.objects.filter(source=source.name, key__in=keys)}
    wanted = {(text.key, text.part): document(source, text) for text in source.texts(keys)}
    gone = [one for place, one in known.items() if place not in wanted]
    changed = [_renewed(one, wanted[place]) for place, one in known.items() if place in wanted]
    new = [one for place, one in wanted.items() if place not in known]
    counted = Counter(_words(new))
    counted.subtract(Counter(_words(gone)))
    for before, now in changed:
        counted.update(Counter(_words([now])))
        counted.subtract(Counter(_words([before])))
    Document.objects.filter(pk__in=[one.pk for one in gone]).delete()
    Document.objects.bulk_update([now for before, now in changed if _differ(before, now)], COLUMNS, AT_ONCE)
    Document.objects.bulk_create(new, AT_ONCE)
    count(counted)


def document(source: Source, text: Text) -> Document:
    title = language.terms(text.title, text.language)
    body = language.terms(Truncator(text.body).chars(LONGEST), text.language)
    context = language.terms(text.context, text.language)
    parts = (title.parts, body.parts, context.words, context.parts)
    return Document(
        source=source.name,
        key=text.key,
        part=text.part,
        thread=text.thread,
        place=text.place,
        weight=text.weight,
        at=text.at,
        title=_between(title.words),
        body=_between(body.words),
        parts=_between(" ".join(dict.fromkeys(" ".join(parts).split()))),
        marks=_between(" ".join([*text.marks, *marks.times_of(text.at)])),
    )


def _between(terms: str) -> str:
    """Terms between two spaces each, so that a term is found as a whole in the text; nothing for none."""
    return f" {terms} " if terms else ""


def _renewed(before: Document, now: Document) -> tuple[Document, Document]:
    now.pk = before.pk
    return before, now


def _differ(before: Document, now: Document) -> bool:
    return any(getattr(before, column) != getattr(now, column) for column in COLUMNS)


def _words(documents: Iterable[Document]) -> Iterator[str]:
    """The terms of titles and texts, each once a document."""
    for one in documents:
        yield from {*one.title.split(), *one.body.split(), *one.parts.split()}


def count(changes: Counter[str]) -> None:
    """Keep in how many documents each term stands."""
    rows = sorted((word, change) for word, change in changes.items() if change)
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(COUNT, rows)
    fewer = [word for word, change in rows if change < 0]
    for start in range(0, len(fewer), AT_ONCE):
        Word.objects.filter(word__in=fewer[start : start + AT_ONCE], documents__lte=0).delete()
