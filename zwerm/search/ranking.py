"""Which of the documents that match fit best: BM25F (Robertson, Zaragoza, Taylor, CIKM 2004) over titles, texts and parts of words.

Counted here and not by an engine, so that both give the same order; an engine hands over some hundreds of documents at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from math import inf, log
from typing import NamedTuple

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


class Ranked(NamedTuple):
    score: float
    document: Row


class Ranking:
    """How well documents answer what was asked."""

    def __init__(self, wanted: Sequence[Wanted], documents: Mapping[str, int], total: int) -> None:
        """`documents` tells in how many of `total` documents a term stands."""
        every = {one.said: Sought(one, rarity(one, documents, total)) for one in wanted}
        self._sought = [*every.values()]
        self._neighbours = [*pairwise(every[one.said] for one in wanted)]
        self._whole = sum(one.rarity for one in self._sought)
        self._now = timezone.now()

    def best(self, found: Iterable[Row]) -> list[Ranked]:
        """Those that say something of what was asked, the best first; of equals the one that was written last."""
        return [one for one in _in_order(Ranked(round(self.score(one), 4), one) for one in found) if one.score > 0]

    def titles(self, found: Iterable[Row]) -> list[Ranked]:
        """By their titles alone, short ones first: for who is still typing."""
        return _in_order(Ranked(round(self._title(one), 4), one) for one in found)

    def _title(self, one: Row) -> float:
        said = sum(word.begins(one.title) for word in self._sought)
        return said * one.weight * (1 + self._newness(one.at)) / (1 + len(one.title) / 100)

    def score(self, one: Row) -> float:
        if not self._sought:
            return 1 + self._newness(one.at)
        held_back = SATURATION * (1 - LENGTH + LENGTH * (len(one.body) + len(one.title)) / USUAL)
        score = said = titled = 0.0
        for word in self._sought:
            if often := word.often(one):
                score += word.rarity * often * (SATURATION + 1) / (often + held_back)
                said += word.rarity
                titled += word.rarity * word.is_in(one.title)
        if not score:
            return 0
        score *= said / self._whole * (1 + TITLED * titled / self._whole) * (1 + TOGETHER * self._side_by_side(one))
        return score * one.weight * (1 + self._newness(one.at))

    def _side_by_side(self, one: Row) -> float:
        """The share of neighbours in the question that are near each other in the document."""
        pairs = self._neighbours
        near = sum(before.is_near(after, one.title) or before.is_near(after, one.body) for before, after in pairs)
        return near / len(pairs) if pairs else 0

    def _newness(self, at: datetime) -> float:
        return NEW / (1 + max((self._now - at).days, 0) / OLD_AFTER)


def _in_order(ranked: Iterable[Ranked]) -> list[Ranked]:
    return sorted(ranked, key=lambda one: (-one.score, -one.document.pk))


def rarity(word: Wanted, documents: Mapping[str, int], total: int) -> float:
    """The inverse document frequency of a word that was asked for, by the most frequent of its forms."""
    often = max((min(documents.get(term, 0) for term in way.terms) for way in word.alternatives), default=0)
    return log(1 + (max(total - often, 0) + 0.5) / (often + 0.5))


class Sought:
    """A word that was asked for, as it is looked for in the terms of a document: made once, and asked of each."""

    def __init__(self, word: Wanted, rarity: float) -> None:
        self.rarity = rarity
        #: Of each way to say it how much it counts, and what has to be there of it.
        self._ways = [(way.weight, _looked_for(way)) for way in word.alternatives]
        self._whole = list(dict.fromkeys(tuple(f" {term} " for term in way.terms) for way in word.alternatives))
        self._beginnings = [(way, " ".join(way.terms)) for way in word.alternatives]
        self._together = list(dict.fromkeys(f" {' '.join(way.terms)} " for way in word.alternatives if way.together))

    def often(self, one: Row) -> float:
        """How often the document says it, a title and the word itself counting for more; the best of its forms counts."""
        most = 0.0
        title, body, parts = one.title, one.body, one.parts
        for weight, terms in self._ways:
            least = inf
            for term in terms:
                times = BODY * body.count(term)
                if title:
                    times += TITLE * title.count(term)
                if parts:
                    times += PARTS * parts.count(term)
                least = min(least, times)
            most = max(most, weight * least)
        return most

    def is_in(self, title: str) -> bool:
        return bool(title) and any(all(term in title for term in terms) for terms in self._whole)

    def begins(self, title: str) -> float:
        """Whether a title has it; one that goes on counts for less than one that is whole."""
        return max(
            way.weight * ((f" {said} " in title) + 0.5 * (way.open and f" {said}" in title))
            for way, said in self._beginnings
        )

    def is_near(self, other: Sought, text: str) -> bool:
        others = [said for said in other._together if said in text] if text else []
        return bool(others) and any(_is_near(text, said, others) for said in self._together if said in text)


def _looked_for(way: Alternative) -> tuple[str, ...]:
    if way.together:
        return (f" {' '.join(way.terms)}" if way.open else f" {' '.join(way.terms)} ",)
    return tuple(f" {term} " for term in way.terms)


def _is_near(text: str, said: str, others: Sequence[str]) -> bool:
    at = -1
    for _place in range(PLACES):
        if (at := text.find(said, at + 1)) < 0:
            return False
        first, last = max(at - NEAR, 0), at + len(said) + NEAR
        if any(text.find(near, first, last) >= 0 for near in others):
            return True
    return False
