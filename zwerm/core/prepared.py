"""Queries that are put into SQL once: for what nearly every page asks.

Django puts a query together anew each time it is asked, which for a page of a few short queries is most of what it costs. A prepared
query is written as any other, once, with stand-ins for what differs:

    kept_away = Prepared(lambda member: Block.objects.filter(blocker=member).values_list("blocked"))
    kept_away(member=12)

A stand-in is a number, so it may stand wherever a key does, and how the query is written must not depend on its value. What depends on
the moment of asking (a term that ended) is asked as a column, and weighed in Python.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import local
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

#: No real key is that high, and each stand-in is another.
FIRST = 9_200_000_000_000_000_000

Write = Callable[..., QuerySet[Any, Any]]


class Prepared:
    def __init__(self, write: Write) -> None:
        """`write` gives the queryset; the names of its arguments are the names of what one asks with."""
        self._write = write
        self._of_thread = local()

    def __call__(self, **values: Any) -> list[Any]:
        """What the queryset would give: records, or tuples of values."""
        made: Statement | None = getattr(self._of_thread, "statement", None)
        if made is None or made.connection is not connections[DEFAULT_DB_ALIAS]:
            made = self._of_thread.statement = Statement(self._write)
        return made.ask(values)


@dataclass(frozen=True)
class StandIn:
    name: str


class Statement:
    """A queryset whose SQL is there already, for the connection of one thread."""

    def __init__(self, write: Write) -> None:
        names = write.__code__.co_varnames[: write.__code__.co_argcount]
        stand_ins: dict[Any, StandIn] = {}
        for number, name in enumerate(names, FIRST):
            stand_ins |= {number: StandIn(name), str(number): StandIn(name)}
        self.connection = connections[DEFAULT_DB_ALIAS]
        self.asked: Any = write(*range(FIRST, FIRST + len(names)))
        compiler = self.asked.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, values = compiler.as_sql()
        self.values = [stand_ins.get(value, value) for value in values]
        self.given: list[Any] = []
        compiler.as_sql = lambda *_args, **_kwargs: (sql, self.given)
        self.asked.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]

    def ask(self, values: dict[str, Any]) -> list[Any]:
        self.given = [values[value.name] if isinstance(value, StandIn) else value for value in self.values]
        return list(self.asked._iterable_class(self.asked))
