"""Precision and recall, with the bounds between which they lie in 95 of 100 draws of as many texts."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

DRAWS = 2000

#: What was said of a text, and what it is.
Verdict = tuple[bool, bool]


@dataclass(frozen=True)
class Measure:
    #: None where there is nothing to measure: of what was taken for spam how much is, where nothing was taken.
    value: float | None
    low: float = 0
    high: float = 0

    def __str__(self) -> str:
        return "none taken" if self.value is None else f"{self.value:.2f} ({self.low:.2f} to {self.high:.2f})"


def precision(verdicts: Sequence[Verdict]) -> float:
    """Of what was taken for spam, how much is; one where nothing was."""
    taken = [is_spam for said, is_spam in verdicts if said]
    return sum(taken) / len(taken) if taken else 1.0


def recall(verdicts: Sequence[Verdict]) -> float:
    """Of what is spam, how much was taken for it."""
    spam = [said for said, is_spam in verdicts if is_spam]
    return sum(spam) / len(spam) if spam else 1.0


def wronged(verdicts: Sequence[Verdict]) -> float:
    """Of what is fine, how much was taken for spam."""
    fine = [said for said, is_spam in verdicts if not is_spam]
    return sum(fine) / len(fine) if fine else 0.0


def measured(verdicts: Sequence[Verdict]) -> tuple[Measure, Measure, Measure]:
    """Precision, recall and what was wronged; the same bounds every run."""
    chance = random.Random(0)
    draws = [chance.choices(verdicts, k=len(verdicts)) for _ in range(DRAWS)]
    taken = any(said for said, _is_spam in verdicts)
    return (
        _with_bounds(precision(verdicts), sorted(map(precision, draws))) if taken else Measure(None),
        _with_bounds(recall(verdicts), sorted(map(recall, draws))),
        _with_bounds(wronged(verdicts), sorted(map(wronged, draws))),
    )


def _with_bounds(value: float, ordered: Sequence[float]) -> Measure:
    return Measure(value, ordered[int(DRAWS * 0.025)], ordered[int(DRAWS * 0.975)])
