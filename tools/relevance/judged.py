"""The judged questions: what is asked, and which texts answer it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SETS = {"Dutch": "dutch.txt", "English": "english.txt"}


@dataclass(frozen=True)
class Question:
    language: str
    kind: str
    asked: str
    answers: frozenset[str]
    #: Kept apart: nothing is tuned on it.
    held_out: bool


def questions() -> list[Question]:
    """All of them; every third of a set is held out."""
    return [question for language in SETS for question in _of(language)]


def _of(language: str) -> Iterator[Question]:
    lines = [line for line in (HERE / SETS[language]).read_text().splitlines() if not line.startswith("#")]
    for nth, line in enumerate(lines, start=1):
        kind, asked, answers = (part.strip() for part in line.split("|"))
        yield Question(language, kind, asked, frozenset(answers.split()), nth % 3 == 0)
