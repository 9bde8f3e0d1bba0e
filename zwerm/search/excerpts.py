"""The words round what was found, with what was asked for marked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from zwerm.search.indexing import LONGEST
from zwerm.search.language import Wanted, language_of
from zwerm.search.language.folding import fold
from zwerm.search.language.indexing import term_of
from zwerm.search.language.stems import CHANGED
from zwerm.search.language.words import Word, words

#: Characters of an excerpt, and how many of them stand before the first word that was found.
LONG, BEFORE = 230, 50
#: A text is looked through in pieces of so many characters. Only those are taken apart in which something begins as what was asked
#: for does, and of them so many: the words of a long text cost a tenth of a millisecond for every hundred.
PIECE, TAKEN_APART = 2000, 12_000
#: Terms of so many letters are marked within a longer word.
LONG_TERM = 4

Spot = tuple[int, int]


@lru_cache(maxsize=1000)
def marked(text: str, wanted: tuple[Wanted, ...], languages: tuple[str, ...]) -> SafeString:
    """All of a short text, safe to show."""
    return _drawn(text, 0, len(text), list(_spots(text, wanted, language_of(text, languages))))


@lru_cache(maxsize=100)  # texts are up to 50,000 characters long, and each web process keeps its own
def excerpt(text: str, wanted: tuple[Wanted, ...], languages: tuple[str, ...]) -> SafeString:
    """The part of a text in which most stands that was asked for, safe to show."""
    text = " ".join(text[:LONGEST].split())
    spots = sorted(_spots_in_pieces(text, wanted, language_of(text, languages)))
    start = _best_start(text, spots)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    end = len(text) if start + LONG >= len(text) else text.rfind(" ", start, start + LONG)
    end = end if end > start else min(start + LONG, len(text))
    shown = _drawn(text, start, end, spots)
    return mark_safe(f"{'… ' if start else ''}{shown}{' …' if end < len(text) else ''}")  # noqa: S308 escaped below


def _best_start(text: str, spots: Sequence[Spot]) -> int:
    """Where an excerpt begins that holds the most different words of `spots`, then the most of them; the first such place."""
    best, most = BEFORE, (0, 0)
    starts = [start for start, _end in spots]
    for number, first in enumerate(starts):
        near = spots[number : bisect_left(starts, first + LONG - BEFORE)]
        holds = len({fold(text[start:end]) for start, end in near}), len(near)
        if holds > most:
            best, most = first, holds
    return max(best - BEFORE, 0)


def _spots_in_pieces(text: str, wanted: Sequence[Wanted], language: str) -> Iterator[Spot]:
    begins = [_begins(one) for one in wanted]
    taken = 0
    for start, piece in sorted(_pieces(text), key=lambda one: -_told(one[1], begins)):
        taken += len(piece)
        if taken > TAKEN_APART or not _told(piece, begins):
            return
        yield from ((start + first, start + last) for first, last in _spots(piece, wanted, language))


def _told(piece: str, begins: Sequence[set[str]]) -> int:
    """How many of the words that were asked for may stand in a piece."""
    folded = fold(piece)
    return sum(any(begin in folded for begin in one) for one in begins)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces that end where a word does, each with its place."""
    start = 0
    while start < len(text):
        end = text.rfind(" ", start, start + PIECE) if start + PIECE < len(text) else len(text)
        end = end if end > start else start + PIECE
        yield start, text[start:end]
        start = end


def _begins(one: Wanted) -> set[str]:
    """How a folded word may begin that has one of these stems: as the stem does, which has another last letter at most."""
    asked = {term for way in one.alternatives for term in way.terms}
    other = {plural for term in asked for plural, single in CHANGED.items() if term.endswith(single)}
    return {term[:-1] if len(term) >= LONG_TERM else term for term in asked} | other


def _spots(text: str, wanted: Sequence[Wanted], language: str) -> Iterator[Spot]:
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
