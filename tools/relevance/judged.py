"""The judged questions: what is asked, and which texts answer it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
SETS = {"Dutch": "dutch.txt", "English": "english.txt"}
TITLES = "alike.txt"


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


def titles() -> list[Question]:
    """Titles that somebody writes: the answers are what was said before, none of it where nothing is like it."""
    return [
        Question(language, "title", title.removesuffix(" *"), frozenset(answers.split()) - {"-"}, held_out)
        for (language, title, answers), held_out in _lines(TITLES)
    ]


def _of(language: str) -> Iterator[Question]:
    for (kind, asked, answers), held_out in _lines(SETS[language]):
        yield Question(language, kind, asked, frozenset(answers.split()), held_out)


def _lines(name: str) -> Iterator[tuple[list[str], bool]]:
    """The parts of each line, and whether it is held out."""
    lines = [line for line in (HERE / name).read_text().splitlines() if not line.startswith("#")]
    for nth, line in enumerate(lines, start=1):
        yield [part.strip() for part in line.split("|")], nth % 3 == 0
