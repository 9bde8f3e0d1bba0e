"""Where in a text the words stand that were asked for, so that they can be marked."""

from collections.abc import Iterable, Iterator

from zwerm.search.language.asking import Wanted
from zwerm.search.language.indexing import parts_of, term_of
from zwerm.search.language.lexicon import NOTHING, Lexicon
from zwerm.search.language.words import words


def spots(text: str, sought: Iterable[Wanted], language: str, lexicon: Lexicon = NOTHING) -> Iterator[tuple[int, int]]:
    """Beginning and end of every word in `text` that says one of the terms of `sought`."""
    asked = {term for one in sought for way in one.alternatives for term in way.terms}
    for word in words(text):
        said = {*term_of(word, language), *word.parts}
        if not asked.isdisjoint(said) or not asked.isdisjoint(parts_of(word, language, lexicon)):
            yield word.start, word.end
