"""Logistic regression over hashed features: a few dozen lines of numpy, the same weights from the same texts every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from zwerm.moderation.spam.features import COLUMNS

Numbers = NDArray[np.float32]

#: How much large weights are held back, and how often the slope is followed.
RESTRAINT, STEPS = 2e-4, 120
#: The slope of a mean over rows of length one, and a column that is one everywhere, is nowhere steeper.
STRIDE = 2.0


@dataclass(frozen=True)
class Table:
    """Texts as rows: row `rows[i]` has `values[i]` in column `columns[i]`."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: Numbers
    height: int

    @classmethod
    def of(cls, texts: Sequence[Sequence[int]]) -> Table:
        """Each text by its columns; rows are of length one, and have the last column besides."""
        whole = [[*columns, COLUMNS - 1] for columns in texts]
        lengths = np.array([len(columns) for columns in whole], dtype=np.int64)
        values = np.repeat(1 / np.sqrt(np.maximum(lengths - 1, 1)), lengths)
        values[np.cumsum(lengths) - 1] = 1.0
        columns = np.concatenate([np.array(columns, dtype=np.int64) for columns in whole])
        return cls(np.repeat(np.arange(len(whole)), lengths), columns, values.astype(np.float32), len(whole))

    def times(self, weights: NDArray[Any]) -> NDArray[np.float64]:
        return np.asarray(
            np.bincount(self.rows, weights=self.values * weights[self.columns], minlength=self.height), dtype=np.float64
        )

    def back(self, errors: NDArray[Any]) -> NDArray[np.float64]:
        return np.asarray(
            np.bincount(self.columns, weights=self.values * errors[self.rows], minlength=COLUMNS), dtype=np.float64
        )


def probability(sums: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(1 / (1 + np.exp(-np.clip(sums, -30, 30))))


def fit(table: Table, answers: NDArray[np.float64]) -> Numbers:
    """The weights under which the answers are likeliest, with momentum (Nesterov); what is so of every text is not held back."""
    held = np.full(COLUMNS, RESTRAINT)
    held[-1] = 0
    weights = ahead = np.zeros(COLUMNS)
    for step in range(STEPS):
        errors = (probability(table.times(ahead)) - answers) / table.height
        moved = ahead - STRIDE * (table.back(errors) + held * ahead)
        ahead = moved + step / (step + 3) * (moved - weights)
        weights = moved
    return weights.astype(np.float32)
