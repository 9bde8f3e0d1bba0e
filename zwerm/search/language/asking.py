"""What is asked for, word by word, with all that will do as an answer to each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zwerm.search.language.compounds import split
from zwerm.search.language.lexicon import NOTHING, Lexicon
from zwerm.search.language.stems import stem
from zwerm.search.language.stopwords import is_weak
from zwerm.search.language.words import Word, words

_QUOTED = re.compile(r'["“”„]([^"“”„]*)["“”„]|([^"“”„]+)')
ITSELF, APART, BEGINNING = 1.0, 0.6, 0.3  # how much of an answer each is
BEGIN = 5  # letters that a word needs to be taken for the beginning of longer ones


@dataclass(frozen=True, slots=True)
class Alternative:
    """Terms that stand side by side, or, where not `together`, anywhere in the text; `open` where the last may go on."""

    terms: tuple[str, ...]
    weight: float = ITSELF
    together: bool = True
    open: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word that was asked for, folded as it was `said`; any of its alternatives will do."""

    said: str
    alternatives: tuple[Alternative, ...]
    weak: bool = False


def wanted(asked: str, languages: Sequence[str], lexicon: Lexicon = NOTHING) -> list[Wanted]:
    """What is asked for in words and "phrases", in any of `languages`; weak words only where there is nothing stronger."""
    every: list[Wanted] = []
    for quoted, loose in _QUOTED.findall(asked):
        if quoted:
            every += [said] if (said := phrase(quoted, languages)) else []
        else:
            every += [_wanted(word, tuple(languages), lexicon) for word in words(loose)]
    strong = [one for one in every if not one.weak]
    return strong or every


def phrase(asked: str, languages: Sequence[str]) -> Wanted | None:
    """The words of `asked` as a phrase: side by side, small ones included; None if there is no word in it."""
    every = list(words(asked))
    alternatives = {}
    for language in languages:
        row = tuple(term for word in every for term in _forms(word.parts, word, language))
        alternatives[row] = Alternative(row)
    return (
        Wanted(" ".join(part for word in every for part in word.parts), tuple(alternatives.values())) if every else None
    )


def begun(one: Wanted) -> Wanted:
    """The same word or one that begins with it: for a word that hardly anybody says by itself."""
    if any(way.open for way in one.alternatives):
        return one
    stems = [way.terms for way in one.alternatives if len(way.terms) == 1 and len(way.terms[0]) >= BEGIN]
    longer = tuple(Alternative(terms, BEGINNING, open=True) for terms in stems)
    return replace(one, alternatives=one.alternatives + longer)


def _wanted(word: Word, languages: tuple[str, ...], lexicon: Lexicon) -> Wanted:
    said = word.closed if word.kind == "joined" and len(word.parts) > 1 else " ".join(word.parts)
    found: dict[tuple[str, ...], Alternative] = {}
    for language in languages:
        found.setdefault(row := _forms(word.parts, word, language), Alternative(row))
    found.setdefault(word.parts, Alternative(word.parts))  # names are indexed as they are written
    if word.kind == "joined" and len(word.parts) > 1:
        for language in languages:
            found.setdefault(row := (stem(word.closed, language),), Alternative(row))
    for parts in _splits(word, lexicon):
        for language in languages:
            row = tuple(stem(part, language) for part in parts)
            found.setdefault(row, Alternative(row, APART, together=False))
    weak = len(word.parts) == 1 and not word.is_name and is_weak(word.parts[0], languages)
    return Wanted(said, tuple(found.values()), weak)


def _forms(parts: tuple[str, ...], word: Word, language: str) -> tuple[str, ...]:
    return parts if word.is_name else tuple(stem(part, language) for part in parts)


def _splits(word: Word, lexicon: Lexicon) -> list[tuple[str, ...]]:
    whole = [] if word.is_name else [word.parts[0]] if len(word.parts) == 1 else [word.closed]
    return [parts for one in whole if (parts := split(one, lexicon))]
