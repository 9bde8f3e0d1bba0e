"""What a request costs its database, counted and not timed: the steps of SQLite's virtual machine.

The same request on the same rows costs the same each time, on any machine. PostgreSQL counts no steps, and what could be counted there
(rows read without an index) says nothing of tables this small, which its planner rightly reads whole; the statements and their indexes
are the same on both.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

#: Steps between two counts.
STRIDE = 100


class Meter:
    def __init__(self) -> None:
        self.cost = 0

    @contextmanager
    def running(self) -> Iterator[Meter]:
        """Count what is asked of the database from here on."""
        wrapped: Any = connection
        wrapped.ensure_connection()
        wrapped.connection.set_progress_handler(self._step, STRIDE)
        try:
            yield self
        finally:
            wrapped.connection.set_progress_handler(None, 0)

    def _step(self) -> int:
        self.cost += STRIDE
        return 0
