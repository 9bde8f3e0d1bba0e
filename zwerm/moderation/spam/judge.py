"""From examples to a judge, and from a text to what the judge says of it, with the words that weighed most. It knows no database."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from zwerm.moderation.spam.features import COLUMNS, features
from zwerm.moderation.spam.regression import Numbers, Table, fit, probability

#: Fewer of either kind, and there is too little to learn from.
LEAST = 30
FOLDS = 3
STRONGEST = 5


class Mark(StrEnum):
    """How sure it has to be. Each is set so that of what was fine here no more than a share would have been taken for spam."""

    STRICT = "strict"
    USUAL = "usual"
    MILD = "mild"


WRONGED = {Mark.STRICT: 0.05, Mark.USUAL: 0.02, Mark.MILD: 0.005}
#: And never below this, since a few dozen examples of what was fine tell little.
LOWEST = {Mark.STRICT: 0.5, Mark.USUAL: 0.65, Mark.MILD: 0.8}


@dataclass(frozen=True)
class Example:
    words: str
    spam: bool
    #: How long the author had been a member.
    days: float | None = None


@dataclass(frozen=True)
class Score:
    """What a text reads like here."""

    probability: float
    #: The mildest mark it reaches; none for what reads like everything else.
    mark: Mark | None
    #: The strongest words that speak for spam, and against it.
    signs: tuple[str, ...]
    against: tuple[str, ...]


@dataclass(frozen=True)
class Judge:
    weights: Numbers
    marks: dict[str, float]

    def probability(self, words: str, days: float | None = None) -> float:
        table = Table.of([[feature.column for feature in features(words, days)]])
        return float(probability(table.times(self.weights))[0])

    def score(self, words: str, days: float | None = None) -> Score:
        found = self.probability(words, days)
        reached = [mark for mark in reversed(Mark) if found >= self.marks[mark]]
        weighed: dict[str, float] = defaultdict(float)
        for feature in features(words, days):
            weighed[feature.source] += float(self.weights[feature.column])
        order = sorted(weighed, key=lambda source: -weighed[source])
        signs = [source for source in order if weighed[source] > 0]
        against = [source for source in reversed(order) if weighed[source] < 0]
        return Score(found, next(iter(reached), None), tuple(signs[:STRONGEST]), tuple(against[:STRONGEST]))

    def packed(self) -> str:
        """The weights as text: 44 KB, whatever it learned from."""
        return b64encode(self.weights.astype("<f2").tobytes()).decode()

    @classmethod
    def unpacked(cls, packed: str, marks: dict[str, float]) -> Judge:
        weights = np.frombuffer(b64decode(packed), dtype="<f2").astype(np.float32)
        if len(weights) != COLUMNS:
            raise ValueError("weights of another number of columns")
        return cls(weights, marks)


def is_enough(examples: Sequence[Example]) -> bool:
    spam = sum(example.spam for example in examples)
    return min(spam, len(examples) - spam) >= LEAST


def learn(examples: Sequence[Example]) -> Judge | None:
    """A judge of these examples; None when there is too little to learn from."""
    if not is_enough(examples):
        return None
    texts = [[feature.column for feature in features(example.words, example.days)] for example in examples]
    answers = np.array([float(example.spam) for example in examples])
    unseen = np.empty(len(examples))
    fold = np.arange(len(examples)) % FOLDS
    for number in range(FOLDS):
        others, own = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        weights = fit(Table.of([texts[at] for at in others]), answers[others])
        unseen[own] = probability(Table.of([texts[at] for at in own]).times(weights))
    return Judge(fit(Table.of(texts), answers), _marks(unseen[answers == 0]))


def _marks(fine: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> dict[str, float]:
    """Where each mark stands, by what was fine and was judged by weights that had not seen it."""
    found = {mark: float(np.quantile(fine, 1 - share, method="higher")) for mark, share in WRONGED.items()}
    return {mark.value: max(LOWEST[mark], least) for mark, least in found.items()}
