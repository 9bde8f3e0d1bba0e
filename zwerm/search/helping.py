"""When little or nothing was found: a word that was meant, or a filter that was too narrow. What is proposed was tried, and finds something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zwerm.search.engines import engine
from zwerm.search.filters import Filter, Query, read
from zwerm.search.finding import find
from zwerm.search.language import mend
from zwerm.search.language.spelling import HARDLY
from zwerm.search.language.words import words
from zwerm.search.models import Word

#: Words that look alike of which the likeliest is chosen.
ALIKE = 40
#: No more than so many words are looked at: a whole letter is no question.
MOST_WORDS = 6


@dataclass(frozen=True)
class Way:
    """Something to ask instead, which finds something."""

    asks: str
    #: What differs: the words that were mended, or the filter that is left out.
    says: str


def meant(query: Query, person: Any) -> Way | None:
    """The same question with its typing errors mended, where that finds something that `person` may see."""
    mended = _mended(query.words)
    if mended == query.words:
        return None
    asks = query.saying(mended)
    return Way(asks, mended) if find(read(asks, person), person, page=1) else None


def _mended(said: str) -> str:
    """`said` with each word that hardly anybody here writes as the one it was probably meant to be."""
    result, moved = said, 0
    for word in list(words(said))[:MOST_WORDS]:
        if len(word.parts) != 1:
            continue
        better = _better(word.parts[0])
        if better:
            result = result[: word.start + moved] + better + result[word.end + moved :]
            moved += len(better) - (word.end - word.start)
    return result


def _better(word: str) -> str:
    often = Word.objects.filter(word=word).values_list("texts", flat=True).first() or 0
    return mend(word, often, engine().near(word, ALIKE)) if often <= HARDLY else ""


def wider(query: Query, person: Any) -> Way | None:
    """The question without one of its filters, where that finds something."""
    for one in query.narrowing:
        asks = query.without(one)
        if find(read(asks, person), person, page=1):
            return Way(asks, _name(one))
    return None


def _name(one: Filter) -> str:
    return one.label or one.said
