"""Typing errors: a word that hardly anybody here writes is taken for the one it was probably meant to be, if that one can be found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language

from zwerm.activity import memory
from zwerm.search import lexicon, marks
from zwerm.search.engines import engine
from zwerm.search.filters import Query, read
from zwerm.search.finding import Search, find, understood
from zwerm.search.found import Edge, Found
from zwerm.search.language import mend
from zwerm.search.language.spelling import HARDLY
from zwerm.search.language.words import Word, words

#: Words that look alike of which the likeliest is chosen, and how many are tried of those that the reader may not see.
ALIKE, TRIES = 40, 8
#: No more than so many words are looked at: a whole letter is no question.
MOST_WORDS = 6

_counted = memory.Shelf(most=1000)


@dataclass(frozen=True)
class Mended:
    """A question without its typing errors."""

    #: What to ask instead, and the words of it alone.
    asks: str
    says: str
    #: What to ask for the words as they were typed, and nothing else.
    typed: str
    #: Nobody here writes what was typed.
    sure: bool


@dataclass(frozen=True)
class Answer:
    """What came of a question: what was asked in the end, what that found, and what was or might be mended in it."""

    asked: Query
    found: Found
    mended: Mended | None = None


def answer(query: Query, person: Any, edge: Edge | None = None) -> Answer:
    """What `person` finds; where not all words are found together, with typing errors forgiven."""
    found = find(query, person, edge)
    better = mended(query, person) if query.words and not (found and found.whole) else None
    if better and better.sure:
        query = read(better.asks, person)
        found = find(query, person, edge)
    return Answer(query, found, better)


def mended(query: Query, person: Any) -> Mended | None:
    """The same question with its typing errors mended, where each word that takes another's place finds something for `person`."""
    better = dict(_better_words(query.words, person))
    if not better:
        return None
    says = _replaced(query.words, {word: instead for word, (instead, _sure) in better.items()})
    typed = _replaced(query.words, {word: f'"{query.words[word.start : word.end]}"' for word in better})
    asks = query.saying(says)
    sure = all(sure for _instead, sure in better.values())
    return Mended(asks, says, query.saying(typed), sure) if find(read(asks, person), person, page=1) else None


def _better_words(said: str, person: Any) -> Iterator[tuple[Word, tuple[str, bool]]]:
    """What each word was probably meant to be, and whether nobody writes it as it is; what is quoted is meant as it is."""
    circles, state = marks.circles_of(person), lexicon.state()
    for word in list(words(said))[:MOST_WORDS]:
        if len(word.parts) == 1 and said.count('"', 0, word.start) % 2 == 0:
            often = _often(word.parts[0], person, circles, state)
            if often <= HARDLY and (better := _better(word.parts[0], often, person)):
                yield word, (better, not often)


def _often(word: str, person: Any, circles: tuple[str, ...], state: tuple[int, ...]) -> int:
    """In how many texts this word stands in any form, counted no further than matters; only what `person` may see counts.

    Remembered as what is found is: until anything happens, for all who are in the same circles.
    """

    def count() -> int:
        (written,) = understood(f'"{word}"')
        return Search(Query(word, word), person, circles, state[0]).often_seen(written, HARDLY + 1)

    return _counted.known((word, circles, get_language(), *state), [memory.LOG], count)


def _better(word: str, often: int, person: Any) -> str:
    near = engine().near(word, ALIKE)
    for _try in range(TRIES):
        better = mend(word, often, near)
        if not better or find(Query(better, better), person, page=1):
            return better
        near = [one for one in near if one[0] != better]
    return ""


def _replaced(said: str, by: dict[Word, str]) -> str:
    """`said` with these words as others."""
    for word in sorted(by, key=lambda word: -word.start):
        said = said[: word.start] + by[word] + said[word.end :]
    return said
