"""How well compounds are taken apart, on words that were drawn at random and judged by hand."""

from collections import Counter
from pathlib import Path

from zwerm.search.language.compounds import said_in
from zwerm.search.language.lexicon import Lexicon
from zwerm.search.language.stems import stem

JUDGED = Path(__file__).parent / "compounds.txt"
LANGUAGE = "nl"


def verdicts(lexicon: Lexicon) -> dict[str, int]:
    """How many words were taken apart rightly and wrongly, how many compounds were missed, and how many other words left alone."""
    lines = [line.split() for line in JUDGED.read_text().splitlines() if not line.startswith("#")]
    return dict(Counter(_verdict(word, parts, lexicon) for word, *parts in lines))


def _verdict(word: str, parts: list[str], lexicon: Lexicon) -> str:
    given = {stem(part, LANGUAGE) for part in said_in(word, lexicon)}
    if given:
        return "right" if given <= {stem(part, LANGUAGE) for part in parts} else "wrong"
    return "missed" if len(parts) > 1 else "left alone"
