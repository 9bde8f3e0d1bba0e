"""The words round what was found, with what was asked for marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from zwerm.search.language import Wanted, language_of
from zwerm.search.language.indexing import term_of
from zwerm.search.language.words import Word, words

#: Characters of an excerpt, and how many of them stand before the first word that was found.
LONG, BEFORE = 230, 50
#: Characters of a text in which one looks for an excerpt.
LOOKED_THROUGH = 4000
#: Terms of so many letters are marked within a longer word.
LONG_TERM = 4

Spot = tuple[int, int]


@lru_cache(maxsize=1000)
def marked(text: str, wanted: tuple[Wanted, ...], languages: tuple[str, ...]) -> SafeString:
    """All of a short text, safe to show."""
    return _drawn(text, 0, len(text), list(_spots(text, wanted, languages)))


@lru_cache(maxsize=1000)
def excerpt(text: str, wanted: tuple[Wanted, ...], languages: tuple[str, ...]) -> SafeString:
    """The part of a text in which most stands that was asked for, safe to show."""
    text = " ".join(text[:LOOKED_THROUGH].split())
    spots = list(_spots(text, wanted, languages))
    start = _best_start(spots)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = len(text) if start + LONG >= len(text) else text.rfind(" ", start, start + LONG)
    end = end if end > start else min(start + LONG, len(text))
    shown = _drawn(text, start, end, spots)
    return mark_safe(f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}")  # noqa: S308 escaped below


def _best_start(spots: Sequence[Spot]) -> int:
    """Where an excerpt begins that holds the most of `spots`, the first such place."""

    def held(first: Spot) -> int:
        return sum(1 for spot in spots if first[0] <= spot[0] < first[0] + LONG - BEFORE)

    return max(max(spots, key=held)[0] - BEFORE, 0) if spots else 0


def _spots(text: str, wanted: Sequence[Wanted], languages: Sequence[str]) -> Iterator[Spot]:
    language = language_of(text, languages)
    asked = {term for one in wanted for way in one.alternatives for term in way.terms}
    longer = tuple(term for term in asked if len(term) >= LONG_TERM)
    known: dict[tuple[str, ...], bool] = {}
    for word in words(text):
        said = known.get(word.parts)
        if said is None:
            said = known[word.parts] = _is_said(word, language, asked, longer)
        if said:
            yield word.start, word.end


def _is_said(word: Word, language: str, asked: set[str], longer: tuple[str, ...]) -> bool:
    """Whether a word is one that was asked for, or a part of it at its beginning or its end."""
    if not asked.isdisjoint(word.parts) or not asked.isdisjoint(term_of(word, language)):
        return True
    return any(part.startswith(longer) or part.endswith(longer) for part in word.parts)


def _drawn(text: str, start: int, end: int, spots: Sequence[Spot]) -> SafeString:
    drawn, at = [], start
    for first, last in spots:
        if start <= first and last <= end:
            drawn += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
            at = last
    drawn.append(escape(text[at:end]))
    return mark_safe("".join(drawn))  # noqa: S308 every piece is escaped
