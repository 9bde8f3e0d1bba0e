"""Bars of a plot, in the units of its drawing: one for each stretch of time, standing on its lower edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

#: What is there at all can be seen.
LOWEST = 2


@dataclass(frozen=True)
class Bar:
    left: int
    top: int
    height: int


def bars(counts: Sequence[int], most: int, *, step: int, high: int) -> list[Bar]:
    """A bar for each count but those of nothing, `step` apart; that of `most` is `high`."""
    heights = [max(round(high * count / most), LOWEST) if count else 0 for count in counts]
    return [Bar(step * place, high - height, height) for place, height in enumerate(heights) if height]
