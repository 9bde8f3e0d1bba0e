"""Typing errors mended with the words of the community itself."""

from collections.abc import Iterable
from math import log

from rapidfuzz.distance import OSA

HARDLY = 2  # texts: a word that stands in more of them is no error
BETTER = 20  # so many times more often must a word be said before it is taken for one that is hardly said


def grams(word: str) -> set[str]:
    """The runs of three letters of a folded word, its edges marked: what near words have in common."""
    edged = f" {word} "
    return {edged[at : at + 3] for at in range(len(edged) - 2)}


def mend(word: str, frequency: int, candidates: Iterable[tuple[str, int]]) -> str:
    """The word of `candidates`, each with its frequency, that `word` was probably meant to be; empty if `word` may stand.

    The distance is Damerau's and Levenshtein's: a letter more, less or other, or two in the wrong order, is one error.
    """
    if frequency > HARDLY or not word.isalpha() or len(word) < 4:
        return ""
    best, least = "", float("inf")
    for other, often in candidates:
        away = OSA.distance(word, other, score_cutoff=allowed(word))
        if other == word or away > allowed(word) or often <= max(frequency * BETTER, 0):
            continue
        if frequency and away > 1:
            continue
        cost = away + (word[0] != other[0]) * 0.5 - log(1 + often) * 0.12
        if cost < least:
            best, least = other, cost
    return best


def allowed(word: str) -> int:
    """How many errors a word of this length is forgiven."""
    return 1 if len(word) < 8 else 2 if len(word) < 14 else 3
