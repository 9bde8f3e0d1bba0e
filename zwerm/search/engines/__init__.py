"""The index itself, one class for each database behind one name: `engine().find(asked)`.

Both keep it in step with the rows of `Document` by themselves: triggers and FTS5 on SQLite, a generated column and GIN on PostgreSQL
(see migrations/0001_initial.py). They give documents, newest first and never more than asked for; which of them fit best is
ranking.py's to say, the same on both.
"""

from __future__ import annotations

from django.db import connection

from zwerm.search.engines.asked import Asked
from zwerm.search.engines.base import Engine
from zwerm.search.engines.postgresql import PostgreSQL
from zwerm.search.engines.sqlite import SQLite

__all__ = ["Asked", "Engine", "engine"]

_engines: dict[str, Engine] = {"sqlite": SQLite(), "postgresql": PostgreSQL()}


def engine() -> Engine:
    """The index of the database that is in use."""
    return _engines[connection.vendor]
