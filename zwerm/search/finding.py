"""Finding: what somebody asks, what they may see of what matches, and which of it fits best."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import comb, prod
from typing import Any

from django.utils.translation import get_language

from zwerm.activity import memory
from zwerm.search import lexicon, marks
from zwerm.search.engines import Asked, engine
from zwerm.search.engines.asked import ways
from zwerm.search.engines.base import NONE_ABOVE
from zwerm.search.filters import Query
from zwerm.search.language import Wanted, begun, surface, wanted
from zwerm.search.language.spelling import HARDLY
from zwerm.search.models import Document, Row
from zwerm.search.ranking import Ranked, Ranking
from zwerm.search.sources import Hit, registered
from zwerm.search.sources.groups import languages

#: Hits on a page; documents that are weighed for it, of all that match the newest, and those with everything in the title.
PAGE, WEIGHED, TITLED = 10, 200, 60
#: Where fewer were found with all words, those are looked for in which one is missing.
FEW = 10
#: Ways to leave words out that are tried at once.
MOST_WAYS = 40
#: Further documents of the same conversation that are shown with the best one.
MORE_OF_IT = 1


@dataclass(frozen=True)
class Group:
    """The documents of one thread: the best, and what else matched in it."""

    best: Hit
    others: list[Hit] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    hits: list[Group]
    wanted: list[Wanted]
    #: Leads on to the next page; empty where there is none.
    further: str = ""
    #: Whether something in it has all that was asked for.
    whole: bool = True

    def __bool__(self) -> bool:
        return bool(self.hits)


@dataclass(frozen=True)
class Edge:
    """Where a page begins: below this score and key, among documents whose key is lower than `below`."""

    below: int = NONE_ABOVE
    score: float = float("inf")
    key: int = NONE_ABOVE

    @classmethod
    def read(cls, token: str) -> Edge:
        """An unreadable one is the beginning."""
        parts = token.split("~")
        try:
            below, score, key = int(parts[0]), float(parts[1]), int(parts[2])
        except (ValueError, IndexError):
            return cls()
        return cls(min(below, NONE_ABOVE), score, min(key, NONE_ABOVE))

    def __str__(self) -> str:
        return f"{self.below}~{self.score}~{self.key}"

    def is_past(self, one: Ranked) -> bool:
        return (-one.score, -one.document.pk) > (-self.score, -self.key)


@dataclass(frozen=True)
class Weighed:
    """What came of a question, before the doors of the rooms are asked: threads, the best first."""

    wanted: list[Wanted]
    threads: list[list[Ranked]]
    #: Below this key there are more documents; 0 where these are all.
    lowest: int
    whole: bool


_known = memory.Shelf(most=60)


def find(query: Query, person: Any, edge: Edge | None = None, page: int = PAGE) -> Found:
    """A page of what `person` finds with `query`.

    Who is in the same groups weighs the same, so that is remembered until anything happens; what is shown of it is asked of the doors
    for each person anew.
    """
    if not query:
        return Found([], [])
    edge = edge or Edge()
    question = (query, marks.circles_of(person), edge.below, get_language(), lexicon.state())
    weighed = _known.known(question, [memory.LOG], lambda: Search(query, person).weigh(edge.below))
    threads = [one for one in weighed.threads if edge.is_past(one[0])]
    further = str(Edge(weighed.lowest)) if weighed.lowest else ""
    if len(threads) > page:
        last = threads[page - 1][0]
        further = str(Edge(edge.below, last.score, last.document.pk))
    return Found(shown(threads[:page], person), weighed.wanted, further, weighed.whole)


class Search:
    """One question of one person."""

    def __init__(self, query: Query, person: Any) -> None:
        self.query, self.person = query, person
        self.wanted = understood(query.words)
        self.marks = (marks.circles_of(person), *(one.marks for one in query.narrowing if one.marks))
        terms = {term for one in self.wanted for way in one.alternatives for term in way.terms}
        self.often = lexicon.documents_of(terms)
        self.total = lexicon.size()
        self.wanted = [one if self._is_said(one) else begun(one) for one in self.wanted]
        self.whole = True

    def _is_said(self, one: Wanted) -> bool:
        """Whether this word stands in more than a document or two."""
        return any(min(self.often.get(term, 0) for term in way.terms) > HARDLY for way in one.alternatives)

    def weigh(self, below: int) -> Weighed:
        keys, lowest = self._keys(below)
        ranked = Ranking(self.wanted, self.often, self.total).best(self._documents(keys))
        light = [Ranked(one.score, one.document.without_texts()) for one in ranked]
        return Weighed(self.wanted, _threads(light), lowest, self.whole)

    def _keys(self, below: int) -> tuple[set[int], int]:
        """The documents to be weighed, and below which key there are more; 0 where these are all."""
        asked = self._asked(tuple(self.wanted), len(self.wanted))
        if not self.wanted:  # filters alone: conversations, and not each of their replies
            newest = engine().titled(asked, WEIGHED, below)
            return {*newest}, newest[-1] if len(newest) == WEIGHED else 0
        newest = engine().find(asked, WEIGHED, below)
        keys = {*newest}
        if below == NONE_ABOVE:
            keys.update(engine().titled(asked, TITLED))
        if len(keys) < FEW and len(self.wanted) > 1:
            self.whole = bool(keys)
            keys.update(self._with_fewer_words(below, len(keys)))
        return keys, newest[-1] if len(newest) == WEIGHED else 0

    def _with_fewer_words(self, below: int, had: int) -> Iterator[int]:
        """Where not all words are found together: with one missing, then two, the most telling words kept."""
        telling = sorted(self.wanted, key=self._share)
        for need in range(len(telling) - 1, 0, -1):
            kept = tuple(telling)
            while comb(len(kept), need) > MOST_WAYS and len(kept) > need:
                kept = kept[:-1]
            found = engine().find(self._asked(kept, need), WEIGHED, below)
            yield from found
            had += len(found)
            if had >= FEW:
                return

    def _asked(self, words: tuple[Wanted, ...], need: int) -> Asked:
        every = ways(words, need) if words else ()
        share = min(sum(prod(self._share(one) for one in way) for way in every), 1) if every else 0.05
        return Asked(every, self.marks, share)

    def _share(self, one: Wanted) -> float:
        """The part of all documents in which this word stands."""
        often = sum(min(self.often.get(term, 0) for term in way.terms) for way in one.alternatives)
        return min(often / max(self.total, 1), 1)

    def _documents(self, keys: set[int]) -> Iterator[Row]:
        for one in Document.objects.rows_for(self.person, keys):
            if all(narrow.holds(one.at) for narrow in self.query.narrowing):
                yield one


def shown(threads: Sequence[list[Ranked]], person: Any) -> list[Group]:
    """What the doors of the rooms let through, now."""
    documents = [one.document for one in chain.from_iterable(thread[: 1 + MORE_OF_IT] for thread in threads)]
    hits: dict[int, Hit] = {}
    for source in registered:
        if own := [one for one in documents if one.source == source.name]:
            hits |= source.shown(person, own)
    seen = ([hits[one.document.pk] for one in thread if one.document.pk in hits] for thread in threads)
    return [Group(thread[0], thread[1 : 1 + MORE_OF_IT]) for thread in seen if thread]


def understood(words: str) -> list[Wanted]:
    """The words that are asked for, in every language that is spoken here."""
    spoken = dict.fromkeys([(get_language() or "")[:2], *languages()])
    return wanted(words, [one for one in spoken if one], lexicon.around(surface(words)))


def _threads(ranked: Sequence[Ranked]) -> list[list[Ranked]]:
    """Documents of one thread together, in the place of the best of them."""
    threads: dict[tuple[str, int], list[Ranked]] = {}
    for one in ranked:
        threads.setdefault((one.document.source, one.document.thread), []).append(one)
    return list(threads.values())
