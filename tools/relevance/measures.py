"""How good answers are: how high the first good one stands, and whether there is one among the first five."""

import random
from collections.abc import Callable, Sequence
from statistics import fmean

DEPTH = 10  # answers that anybody looks at
FIRST = 5
BESIDE, GLANCE = 5, 3  # conversations that stand beside a title, and those that one sees at a glance
DRAWS = 2000


def reciprocal_rank(given: Sequence[str], good: frozenset[str]) -> float:
    """One over the place of the first good answer; nothing for one that nobody looks at."""
    return next((1 / place for place, answer in enumerate(given[:DEPTH], start=1) if answer in good), 0.0)


def success(given: Sequence[str], good: frozenset[str], among: int = FIRST) -> float:
    return float(any(answer in good for answer in given[:among]))


def interval(values: Sequence[float]) -> tuple[float, float]:
    """The bounds between which the mean lies in 95 of 100 draws of as many questions, with replacement; the same every run."""
    return _bounds(lambda chance: fmean(chance.choices(values, k=len(values))))


def _bounds(draw: Callable[[random.Random], float]) -> tuple[float, float]:
    chance = random.Random(0)
    means = sorted(draw(chance) for _ in range(DRAWS))
    return means[int(DRAWS * 0.025)], means[int(DRAWS * 0.975)]
