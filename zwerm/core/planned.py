"""Statements that PostgreSQL plans once for a connection: to plan a query of many tables takes it longer than to answer it for a few keys."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorDebugWrapper, CursorWrapper
from psycopg import Cursor
from psycopg.types.numeric import Int4

#: A number from here on is no `integer` any more.
LARGE = 2**31


def cursor(engine: BaseDatabaseWrapper) -> CursorWrapper:
    """A cursor that leaves the values to the engine, which keeps the plan of what it is asked again (see `prepare_threshold` in
    config/wiring.py). Django's own writes them into the text, so that each question is a new one.
    """
    engine.ensure_connection()
    own = Planned(engine.connection)
    return Told(own, engine) if engine.queries_logged else CursorWrapper(own, engine)


class Planned(Cursor[Any]):
    """Gives a number the type that it would have if it were written down: the driver gives a small one a smaller type, and with other types
    it is another statement.
    """

    def execute(self, query: Any, params: Any = None, **how: Any) -> Planned:
        typed = [Int4(one) if type(one) is int and -LARGE <= one < LARGE else one for one in params or ()]
        return super().execute(query, typed, **how)


class Told(CursorDebugWrapper):
    """Tells the log of queries what was asked with its values; of a statement that is kept, the driver knows the name alone."""

    def execute(self, sql: Any, params: Any = None) -> Any:
        with self.debug_sql(self.db.ops.compose_sql(sql, params), params):
            return CursorWrapper.execute(self, sql, params)
