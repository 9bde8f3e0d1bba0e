"""Which of the documents that match fit best: BM25F (Robertson, Zaragoza, Taylor, CIKM 2004) over titles, texts and parts of words.

Counted here and not by an engine, so that both give the same order; an engine hands over some hundreds of documents at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import log

from django.utils import timezone

from zwerm.search.language import Alternative, Wanted
from zwerm.search.models import Row

#: How much a word in each of these counts.
TITLE, BODY, PARTS = 3.0, 1.0, 0.6
#: How soon more of the same word says nothing more, and how much a long text is held back.
SATURATION, LENGTH = 1.2, 0.6
#: The length of a text, in characters of its terms, that is neither long nor short.
USUAL = 600
#: What it adds that all that was asked stands in the title, and that its words are neighbours, so many characters apart at most.
TITLED, TOGETHER, NEAR = 0.6, 0.3, 24
#: Places of a word in a long text that are looked at for its neighbour.
PLACES = 30
#: What was said today is worth this much more than what was said long ago: enough to tell equals apart.
NEW, OLD_AFTER = 0.08, 365.0


@dataclass(frozen=True)
class Ranked:
    score: float
    document: Row


class Ranking:
    """How well documents answer what was asked."""

    def __init__(self, wanted: Sequence[Wanted], documents: Mapping[str, int], total: int) -> None:
        """`documents` tells in how many of `total` documents a term stands."""
        self._wanted = wanted
        self._rarity = {one.said: rarity(one, documents, total) for one in wanted}
        self._now = timezone.now()

    def best(self, found: Iterable[Row]) -> list[Ranked]:
        """Those that say something of what was asked, the best first; of equals the one that was written last."""
        ranked = (Ranked(round(self.score(one), 4), one) for one in found)
        return sorted((one for one in ranked if one.score > 0), key=lambda one: (-one.score, -one.document.pk))

    def titles(self, found: Iterable[Row]) -> list[Ranked]:
        """By their titles alone, short ones first: for who is still typing."""
        ranked = [Ranked(round(self._title(one), 4), one) for one in found]
        return sorted(ranked, key=lambda one: (-one.score, -one.document.pk))

    def _title(self, one: Row) -> float:
        said = sum(max(_in(way, one.title) for way in word.alternatives) for word in self._wanted)
        return said * one.weight * (1 + self._newness(one.at)) / (1 + len(one.title) / 100)

    def score(self, one: Row) -> float:
        if not self._wanted:
            return 1 + self._newness(one.at)
        length = 1 - LENGTH + LENGTH * (len(one.body) + len(one.title)) / USUAL
        said = {word.said: _said(word, one, length) for word in self._wanted}
        if not any(said.values()):
            return 0
        score = sum(self._rarity[word] * much for word, much in said.items())
        score *= self._share(word for word, much in said.items() if much)
        score *= 1 + TITLED * self._share(word.said for word in self._wanted if _in_title(word, one.title))
        score *= 1 + TOGETHER * _side_by_side(one, self._wanted)
        return score * one.weight * (1 + self._newness(one.at))

    def _share(self, words: Iterable[str]) -> float:
        """How much these words are of all that was asked."""
        return sum(self._rarity[word] for word in set(words)) / sum(self._rarity.values())

    def _newness(self, at: datetime) -> float:
        return NEW / (1 + max((self._now - at).days, 0) / OLD_AFTER)


def rarity(word: Wanted, documents: Mapping[str, int], total: int) -> float:
    """The inverse document frequency of a word that was asked for, by the most frequent of its forms."""
    often = max((min(documents.get(term, 0) for term in way.terms) for way in word.alternatives), default=0)
    return log(1 + (max(total - often, 0) + 0.5) / (often + 0.5))


def _said(word: Wanted, one: Row, length: float) -> float:
    """How much of the word the document says, from 0 to `SATURATION` + 1; the best of its forms counts."""
    often = max(way.weight * _often(way, one) for way in word.alternatives)
    return often * (SATURATION + 1) / (often + SATURATION * length) if often else 0


def _often(way: Alternative, one: Row) -> float:
    if way.together:
        return _times(" ".join(way.terms), one, open_end=way.open)
    return min(_times(term, one) for term in way.terms)


def _times(said: str, one: Row, *, open_end: bool = False) -> float:
    looked_for = f" {said}" if open_end else f" {said} "
    return TITLE * one.title.count(looked_for) + BODY * one.body.count(looked_for) + PARTS * one.parts.count(looked_for)


def _in(way: Alternative, title: str) -> float:
    """Whether a title has these terms; one that goes on counts for less than one that is whole."""
    said = " ".join(way.terms)
    return way.weight * ((f" {said} " in title) + 0.5 * (way.open and f" {said}" in title))


def _in_title(word: Wanted, title: str) -> bool:
    return any(all(f" {term} " in title for term in way.terms) for way in word.alternatives)


def _side_by_side(one: Row, wanted: Sequence[Wanted]) -> float:
    """The share of neighbours in the question that are near each other in the document."""
    pairs = list(pairwise(wanted))
    near = sum(any(_near(text, *pair) for text in (one.title, one.body)) for pair in pairs)
    return near / len(pairs) if pairs else 0


def _near(text: str, one: Wanted, other: Wanted) -> bool:
    others = [f" {' '.join(way.terms)} " for way in other.alternatives if way.together]
    for said in (f" {' '.join(way.terms)} " for way in one.alternatives if way.together):
        at = -1
        for _place in range(PLACES):
            if (at := text.find(said, at + 1)) < 0:
                break
            around = text[max(at - NEAR, 0) : at + len(said) + NEAR]
            if any(near in around for near in others):
                return True
    return False
