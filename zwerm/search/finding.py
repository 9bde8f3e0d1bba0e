"""Finding: what somebody asks, what they may see of what matches, and which of it fits best."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from math import prod, sqrt
from typing import Any

from django.utils.translation import get_language

from zwerm.activity import memory
from zwerm.search import lexicon, marks
from zwerm.search.engines import Asked, engine
from zwerm.search.engines.asked import ways
from zwerm.search.engines.base import NONE_ABOVE
from zwerm.search.filters import Query
from zwerm.search.found import Edge, Found, Weighed, shown, threads_of
from zwerm.search.language import Wanted, begun, surface, wanted
from zwerm.search.language.spelling import HARDLY
from zwerm.search.models import Row
from zwerm.search.ranking import Ranked, Ranking
from zwerm.search.rows import in_sight
from zwerm.search.sources.groups import languages

#: Hits on a page; documents that are weighed for it, of all that match the newest, and those with everything in the title.
PAGE, WEIGHED, TITLED = 10, 64, 32
#: Where fewer were found with all words, those are looked for in which one is missing.
FEW = 10
#: Of a long question, the words of which some may be missing: there are twenty ways at most to leave some of these out.
MOST_TELLING = 6


_known = memory.Shelf(most=100)


def find(query: Query, person: Any, edge: Edge | None = None, page: int = PAGE) -> Found:
    """A page of what `person` finds with `query`.

    What is found is remembered until anything happens, for all who are in the same circles. What is shown of it is asked of the doors for
    each person anew.
    """
    if not query:
        return Found([], [])
    edge = edge or Edge()
    circles, state = marks.circles_of(person), lexicon.state()
    weighed = _known.known(
        (query, circles, edge.below, get_language(), *state),
        [memory.LOG],
        lambda: Search(query, person, circles, state[0]).weigh(edge.below),
    )
    threads = [one for one in weighed.threads if edge.is_past(one[0])]
    further = str(Edge(weighed.lowest)) if weighed.lowest else ""
    if len(threads) > page:
        last = threads[page - 1][0]
        further = str(Edge(edge.below, last.score, last.document.pk))
    return Found(shown(threads[:page], person), weighed.wanted, further, weighed.whole)


class Search:
    """One question, asked of the documents that are for certain circles."""

    def __init__(self, query: Query, person: Any, circles: tuple[str, ...], total: int) -> None:
        """`total` is how many documents there are, or a few more."""
        self.query, self.person, self.circles, self.total = query, person, circles, total
        self.wanted = understood(query.words)
        self.marks = tuple(one.marks for one in query.narrowing if one.marks)
        terms = {term for one in self.wanted for way in one.alternatives for term in way.terms}
        self.often = lexicon.documents_of(terms)
        self.wanted = [begun(one) if self._said(one) <= HARDLY else one for one in self.wanted]
        self.whole = True

    def _said(self, one: Wanted) -> int:
        """In how many documents this word stands at most, whoever they are for."""
        return sum(min(self.often.get(term, 0) for term in way.terms) for way in one.alternatives)

    def weigh(self, below: int) -> Weighed:
        found, lowest = self._found(below)
        ranked = Ranking(self.wanted, self.often, self.total).best(self._documents(found))
        light = [Ranked(one.score, one.document.without_texts()) for one in ranked]
        return Weighed(self.wanted, threads_of(light), lowest, self.whole)

    def _found(self, below: int) -> tuple[list[Row], int]:
        """The documents to be weighed, and below which key there are more; 0 where these are all."""
        if not self.wanted:  # filters alone: conversations, and not each of their replies
            newest = engine().titled(self._all(), WEIGHED, below)
            return newest, _lowest(newest)
        newest = engine().find(self._all(), WEIGHED, below)
        if len(newest) < FEW and self._begin_more():
            newest = engine().find(self._all(), WEIGHED, below)
        found = {one.pk: one for one in newest}
        if below == NONE_ABOVE and len(newest) == WEIGHED:  # else titles that have it all are among them
            found |= {one.pk: one for one in engine().titled(self._all(), TITLED)}
        if len(found) < FEW and len(self.wanted) > 1:
            self.whole = bool(found)
            found |= {one.pk: one for one in self._with_fewer_words(below, len(found))}
        return [*found.values()], _lowest(newest)

    def _begin_more(self) -> bool:
        """Take words for beginnings that hardly anything says of what is for this person, who is not told that others write them; whether
        there are any. Where much was found with all words there are none.
        """
        telling = sorted(dict.fromkeys(one for one in self.wanted if begun(one) != one), key=self._share)[:MOST_TELLING]
        hardly = {one for one in telling if self.often_seen(one, HARDLY + 1) <= HARDLY}
        self.wanted = [begun(one) if one in hardly else one for one in self.wanted]
        return bool(hardly)

    def often_seen(self, one: Wanted, most: int) -> int:
        """In how many documents of those that this person may see the word stands; no more than `most` are counted."""
        asked = Asked(((one,),), self.circles, (), self._share(one), self.total)
        return len(in_sight(self.person, engine().find(asked, most)))

    def _with_fewer_words(self, below: int, had: int) -> Iterator[Row]:
        """Where not all words are found together: with one missing, then two, the most telling words kept."""
        telling = tuple(sorted(self.wanted, key=self._share)[:MOST_TELLING])
        for need in range(len(telling) - 1, 0, -1):
            found = engine().find(self._asked(telling, need), WEIGHED, below)
            yield from found
            had += len(found)
            if had >= FEW:
                return

    def _all(self) -> Asked:
        return self._asked(tuple(self.wanted), len(self.wanted))

    def _asked(self, words: tuple[Wanted, ...], need: int) -> Asked:
        every = ways(words, need) if words else ()
        share = min(sum(self._shared(way) for way in every), 1) if every else 0.05
        return Asked(every, self.circles, self.marks, share, self.total)

    def _shared(self, way: tuple[Wanted, ...]) -> float:
        """The part of all documents in which all these words stand, as far as one can tell: between what it would be if none had to do with
        another, and the rarest of them alone.
        """
        shares = [self._share(one) for one in way]
        return sqrt(prod(shares) * min(shares))

    def _share(self, one: Wanted) -> float:
        """The part of all documents in which this word stands."""
        return min(self._said(one) / max(self.total, 1), 1)

    def _documents(self, found: Collection[Row]) -> Iterator[Row]:
        for one in in_sight(self.person, found):
            if all(narrow.holds(one.at) for narrow in self.query.narrowing):
                yield one


def _lowest(newest: Sequence[Row]) -> int:
    return newest[-1].pk if len(newest) == WEIGHED else 0


def understood(words: str) -> list[Wanted]:
    """The words that are asked for, in every language that is spoken here."""
    spoken = dict.fromkeys([(get_language() or "")[:2], *languages()])
    return wanted(words, [one for one in spoken if one], lexicon.around(surface(words)))
