"""Bringing documents in line with the records of a source: what a reader of the log does, and a sweep."""

from __future__ import annotations

from collections.abc import Sequence

from zwerm.activity import readers
from zwerm.activity.models import Entry
from zwerm.search import lexicon, marks
from zwerm.search.language import language_of, names, surface, terms
from zwerm.search.lexicon import Counting
from zwerm.search.models import Document, Sweep
from zwerm.search.sources import Source, Text, registered

COLUMNS = ("thread", "place", "weight", "at", "title", "body", "parts", "marks", "said")
#: Of a longer text only its beginning is indexed.
LONGEST = 50_000
#: Rows that are written in one statement.
AT_ONCE = 200


def register(source: Source) -> None:
    """Let what `source` tells of be found: a reader of its own follows the log."""
    registered.sources[source.name] = source
    readers.register(reader_of(source), lambda lines: follow(source, lines), source.verbs, source.does)


def reader_of(source: Source) -> str:
    """The name under which the log is read for it."""
    return f"search {source.name}"


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
    counting = Counting()
    counting.add([*new, *(now for _before, now in changed)])
    counting.take([*gone, *(before for before, _now in changed)])
    Document.objects.filter(pk__in=[one.pk for one in gone]).delete()
    Document.objects.bulk_update([now for before, now in changed if _differ(before, now)], COLUMNS, AT_ONCE)
    Document.objects.bulk_create(new, AT_ONCE)
    counting.write()


def document(source: Source, text: Text) -> Document:
    words = text.body[:LONGEST]
    language = language_of(words, text.languages)
    title, body, context = (
        terms(one, language, lexicon.whole()) for one in ("" if text.is_name else text.title, words, text.context)
    )
    parts = f"{body.parts} {context.words} {context.parts}".split()
    return Document(
        source=source.name,
        key=text.key,
        part=text.part,
        thread=text.thread,
        place=text.place,
        weight=text.weight,
        at=text.at,
        title=_between(names(text.title) if text.is_name else f"{title.words} {title.parts}".strip()),
        body=_between(body.words),
        parts=_between(" ".join(dict.fromkeys(parts))),
        marks=_between(" ".join([*text.marks, *marks.times_of(text.at)])),
        said=" ".join(sorted(surface(text.title) | surface(words))),
    )


def _between(terms: str) -> str:
    """Terms between two spaces each, so that a term is found as a whole in the text; nothing for none."""
    return f" {terms} " if terms else ""


def _renewed(before: Document, now: Document) -> tuple[Document, Document]:
    now.pk = before.pk
    return before, now


def _differ(before: Document, now: Document) -> bool:
    return any(getattr(before, column) != getattr(now, column) for column in COLUMNS)
