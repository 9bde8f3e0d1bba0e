"""How much is written in one transaction: as much as takes a few milliseconds, measured while it is done.

On SQLite everybody who writes waits for a transaction to end, so it is to be short; of many short ones each costs something of its own.
How long a line takes depends on the machine and on what the line says. So who writes many of a kind keeps a stride: how long the last
ones took says how many the next has. It is processor time that counts, and not the clock: where others keep the machine busy, short
strides would only make more work of it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

#: Seconds of processor time that one transaction is to take on SQLite; and where nobody waits for it, so that it is not lost for long if it fails.
HELD, UNHEARD = 0.006, 0.1
#: The fewest and the most in one transaction, and how many the first one has.
FEWEST, MOST, FIRST = 10, 500, 50


class Stride:
    def __init__(self) -> None:
        self.lines = FIRST

    @contextmanager
    def measured(self, lines: int) -> Iterator[None]:
        """Inside so many are written, and committed."""
        began = time.thread_time()
        yield
        self._learn(lines, time.thread_time() - began)

    def _learn(self, lines: int, took: float) -> None:
        """Of few lines one learns nothing: most of it was what each transaction takes. It changes by a half at most: one may be held up."""
        if lines < FEWEST or lines * 2 < self.lines:
            return
        fits = lines * (HELD if connection.vendor == "sqlite" else UNHEARD) / max(took, 1e-6)
        nearer = min(max(fits, self.lines * 0.67), self.lines * 1.5)
        self.lines = int(min(max(nearer, FEWEST), MOST))
