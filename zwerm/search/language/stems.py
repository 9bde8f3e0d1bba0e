"""Words brought back to what they have in common."""

from functools import lru_cache
from threading import local

import Stemmer

from zwerm.search.language.folding import fold

LANGUAGES = {"nl": "dutch", "en": "english"}
CHANGED = {  # plurals that change their vowel, which the rules do not know
    "leden": "lid",
    "steden": "stad",
    "schepen": "schip",
    "kinderen": "kind",
    "eieren": "ei",
    "people": "person",
    "children": "child",
    "men": "man",
    "women": "woman",
}
_own = local()  # a stemmer keeps a buffer, so each thread has its own


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; a word with a digit, a short word or a word of another language stays as it is."""
    if len(word) < 3 or language not in LANGUAGES or not word.isalpha():
        return word
    for plural, one in CHANGED.items():
        if word.endswith(plural) and (word == plural or (len(plural) > 4 and len(word) > len(plural) + 3)):
            return word[: -len(plural)] + one
    return fold(_stemmer(language).stemWord(word)) or word


def _stemmer(language: str) -> Stemmer.Stemmer:
    if not hasattr(_own, language):
        setattr(_own, language, Stemmer.Stemmer(LANGUAGES[language], 0))
    made: Stemmer.Stemmer = getattr(_own, language)
    return made
