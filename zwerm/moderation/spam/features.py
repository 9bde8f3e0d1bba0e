"""What of a text is looked at: its words, pairs and pieces of words, and a few plain facts; each hashed to one of so many columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from zlib import crc32

#: Columns; the last one is what is so of every text.
COLUMNS = 1 << 14
#: So much of a text is read: who writes to lead people elsewhere does not wait until the end.
READ = 1000

LINK = re.compile(
    r"https?://|\bwww\.|\b[a-z0-9-]{2,}\.(?:com|net|org|info|biz|nl|be|eu|ru|xyz|shop|online|site|ly|io|co)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_REPEATED = re.compile(r"([^\w\s])\1{2,}|([^\W\d_])\2{3,}")
#: Letters of the pieces of a word, by which "subscribe" and "subscribing" are alike.
PIECE = 4
#: Days.
NEW, YOUNG = 1, 30


class Fact(StrEnum):
    """A plain fact, beside the words."""

    LINK = "link"
    LINKS = "links"
    CAPITALS = "capitals"
    REPEATED = "repeated"
    NEW = "new"
    YOUNG = "young"
    LONG = "long"


@dataclass(frozen=True)
class Feature:
    column: int
    #: What people call it: the word or words it came from, or a fact.
    source: str


def features(text: str, days: float | None = None) -> list[Feature]:
    """All that is so of a text; `days` is how long its author had been a member."""
    text = text[:READ]
    found = [*_of_words(text), *(Feature(_column("fact", fact), fact) for fact in _facts(text, days))]
    return list({feature.column: feature for feature in reversed(found)}.values())


def _of_words(text: str) -> Iterator[Feature]:
    words = [word.lower() for word in _WORD.findall(text)]
    for word in words:
        yield Feature(_column("word", word), word)
        around = f"<{word}>"
        for start in range(len(around) - PIECE + 1):
            yield Feature(_column("piece", around[start : start + PIECE]), word)
    for one, other in pairwise(words):
        pair = f"{one} {other}"
        yield Feature(_column("pair", pair), pair)


def _facts(text: str, days: float | None) -> Iterator[Fact]:
    links = len(LINK.findall(text))
    letters = [sign for sign in text if sign.isalpha()]
    if links:
        yield Fact.LINK
    if links > 1:
        yield Fact.LINKS
    if len(letters) > 15 and sum(map(str.isupper, letters)) > len(letters) / 3:
        yield Fact.CAPITALS
    if _REPEATED.search(text):
        yield Fact.REPEATED
    if len(text) > 200:
        yield Fact.LONG
    if days is not None and days < YOUNG:
        yield Fact.NEW if days < NEW else Fact.YOUNG


def _column(kind: str, name: str) -> int:
    return crc32(f"{kind}:{name}".encode()) % (COLUMNS - 1)
