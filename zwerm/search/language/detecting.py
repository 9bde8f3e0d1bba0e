"""Which of a group's languages a text is written in, told by its smallest words."""

from collections.abc import Sequence

from zwerm.search.language.stopwords import STOP
from zwerm.search.language.words import words

ENOUGH = 200  # words, after which more of them change nothing
LEAD = 2  # so many telling words more before another language than the default is believed


def language_of(text: str, languages: Sequence[str]) -> str:
    """One of `languages`, of which the first is the default: what a text is taken for that does not tell."""
    known = [language for language in languages if language in STOP]
    if len(known) < 2:
        return languages[0] if languages else ""
    counts = dict.fromkeys(known, 0)
    for nth, word in enumerate(words(text[: ENOUGH * 12])):
        if nth == ENOUGH:
            break
        telling = [language for language in known if word.parts[0] in STOP[language]]
        if len(telling) == 1:
            counts[telling[0]] += 1
    best = max(known, key=lambda language: counts[language])
    return best if counts[best] >= counts.get(languages[0], 0) + LEAD else languages[0]
