"""Bringing documents in line with the records of a source: what a reader of the log does, and a sweep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from zwerm.activity import readers
from zwerm.activity.models import Entry
from zwerm.activity.readers import Read
from zwerm.core.statements import write_many
from zwerm.search import lexicon, marks
from zwerm.search.language import language_of, names, surface, terms
from zwerm.search.lexicon import Counting
from zwerm.search.models import Document, Sweep
from zwerm.search.sources import Source, Text, Touch, registered

COLUMNS = ("thread", "place", "weight", "at", "title", "body", "parts", "marks", "said")
#: Of a longer text only its beginning is indexed.
LONGEST = 50_000
#: Rows that are written in one statement.
AT_ONCE = 200
PLACES = ("source", "key", "part", *COLUMNS)
NEW = f"""
INSERT INTO search_document ({", ".join(f'"{one}"' for one in PLACES)}) VALUES ({", ".join(["%s"] * len(PLACES))})
"""  # noqa: S608  our own names

#: By the key of a record: its documents.
Wanted = dict[int, list[Document]]


def register(source: Source) -> None:
    """Let what `source` tells of be found: a reader of its own follows the log."""
    registered.sources[source.name] = source
    ready = partial(prepare, source)
    readers.register(reader_of(source), verbs=source.verbs, does=source.does, prepare=ready)


def reader_of(source: Source) -> str:
    """The name under which the log is read for it."""
    return f"search {source.name}"


def prepare(source: Source, entries: Sequence[Entry]) -> Read:
    """Find out what changed by these lines, and what is to be written for it; what reaches far is left to a sweep."""
    touched = {entry.pk: list(source.touched(entry)) for entry in entries}
    keys = list(dict.fromkeys(_near(touched.values())))
    wanted: Wanted = {}
    for start in range(0, len(keys), AT_ONCE):
        wanted |= documents(source, keys[start : start + AT_ONCE])

    def read(some: Sequence[Entry]) -> None:
        here = [touched[entry.pk] for entry in some]
        for scope, of in dict.fromkeys(touch for touches in here for touch in touches if isinstance(touch, tuple)):
            Sweep.over(source.name, scope, of)
        put(source, list(dict.fromkeys(_near(here))), wanted)

    return read


def _near(touched: Iterable[Iterable[Touch]]) -> Iterator[int]:
    for touches in touched:
        yield from (touch for touch in touches if isinstance(touch, int))


def documents(source: Source, keys: Sequence[int]) -> Wanted:
    """What there should be of these records, as they are now: this takes long, and needs no transaction."""
    wanted: Wanted = {}
    for text in source.texts(keys):
        wanted.setdefault(text.key, []).append(document(source, text))
    return wanted


def put(source: Source, keys: Sequence[int], wanted: Wanted) -> None:
    """Make the documents of these records what they should be; the caller has a transaction."""
    for start in range(0, len(keys), AT_ONCE):
        _put(source, keys[start : start + AT_ONCE], wanted)


def _put(source: Source, keys: Sequence[int], every: Wanted) -> None:
    wanted = {(key, one.part): one for key in keys for one in every.get(key, ())}
    known = {(one.key, one.part): one for one in Document.objects.filter(source=source.name, key__in=keys)}
    gone = [one for place, one in known.items() if place not in wanted]
    changed = [_renewed(one, wanted[place]) for place, one in known.items() if place in wanted]
    differ = [(before, now) for before, now in changed if _differ(before, now)]
    new = [one for place, one in wanted.items() if place not in known]
    counting = Counting()
    counting.add([*new, *(now for _before, now in differ)])
    counting.take([*gone, *(before for before, _now in differ)])
    if gone:
        Document.objects.filter(pk__in=[one.pk for one in gone]).delete()
    if differ:
        Document.objects.bulk_update([now for _before, now in differ], COLUMNS, AT_ONCE)
    write_many(NEW, ([getattr(one, column) for column in PLACES] for one in new))
    counting.write()


def document(source: Source, text: Text) -> Document:
    """The terms of this text."""
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
