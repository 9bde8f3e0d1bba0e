"""What was said before that is like what somebody is about to ask: for who writes the title of a conversation."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from zwerm.search import lexicon, marks
from zwerm.search.engines import engine
from zwerm.search.filters import Filter, Query
from zwerm.search.finding import Search
from zwerm.search.language import Wanted
from zwerm.search.models import Row
from zwerm.search.ranking import Ranking, rarity

#: Documents that are weighed, and words that are looked at: of a long title those that tell most.
WEIGHED, WORDS = 60, 6
#: Of what the words of a title tell, so much has to be said in what is like it; what no title says counts for less.
LIKE, IN_TEXT = 0.4, 0.7
#: What it adds that the other title says hardly anything else; and how much more what was solved counts.
ALIKE, SOLVED = 2.0, 1.3


def alike(title: str, person: Any, source: str, among: tuple[str, ...], most: int) -> list[int]:
    """Threads of `source` that say about the same as `title`, the most alike first; small words alone are like nothing.

    Only what `person` may find is looked at. What is shown of it, the caller asks of its own door.

    Args:
        title: as far as it is written; of a longer one than a search may be, the beginning.
        person: who writes.
        source: the name of a source, whose documents have one of the marks `among`.
        among: marks.
        most: threads.
    """
    narrow = Filter("", marks=among)
    asked = Likeness(Query(title, title, (narrow,)), person, marks.circles_of(person), lexicon.state()[0])
    return asked.threads(source, most)


class Likeness(Search):
    """A title that is being written, asked of what was said before."""

    def threads(self, source: str, most: int) -> list[int]:
        telling = {one: rarity(one, self.often, self.total) for one in self.wanted if not one.weak}
        telling = dict(sorted(telling.items(), key=lambda told: -told[1])[:WORDS])
        if not telling:
            return []
        found = (one for one in self._documents(self._near(tuple(telling))) if one.source == source)
        like = [one for one in found if _told(one, telling) >= LIKE * sum(telling.values())]
        terms = {term for word in telling for way in word.alternatives for term in way.terms}
        ranked = Ranking(list(telling), self.often, self.total).best(like)
        ranked.sort(key=lambda one: -one.score * _nearness(one.document, terms))
        return list(dict.fromkeys(one.document.thread for one in ranked))[:most]

    def _near(self, telling: tuple[Wanted, ...]) -> list[Row]:
        """Titles with half of the words, and whatever else has them."""
        asked = self._asked(telling, (len(telling) + 1) // 2)
        return [*{one.pk: one for one in (*engine().titled(asked, WEIGHED), *engine().find(asked, WEIGHED))}.values()]


def _told(one: Row, telling: Mapping[Wanted, float]) -> float:
    """What the words tell, together, that a document says."""
    text = f"{one.body}{one.parts}"
    return sum(
        much * (_stands_in(word, one.title) or IN_TEXT * _stands_in(word, text)) for word, much in telling.items()
    )


def _nearness(one: Row, terms: Collection[str]) -> float:
    """How much more a document is what is about to be asked, by the share of its title that is in it, and by what came of it."""
    title = one.title.split()
    share = sum(term in terms for term in title) / len(title) if title else 0
    return (1 + ALIKE * share) * (SOLVED if f" {marks.SOLVED} " in one.marks else 1)


def _stands_in(word: Wanted, said: str) -> bool:
    return any(all(f" {term}{'' if way.open else ' '}" in said for term in way.terms) for way in word.alternatives)
