"""Queries that are put into SQL once: for what nearly every page asks.

Django puts a query together anew each time it is asked, which for a page of a few short queries is most of what it costs. A prepared
query is written as any other, once, with stand-ins for what differs:

    kept_away = Prepared(lambda member: Block.objects.filter(blocker=member).values_list("blocked"))
    kept_away(member=12)

A stand-in is a number, so it may stand wherever a key, a text or a UUID does. Those named `moments` are dates with a time; those named in `many` are lists
of at most so many keys. How the query is written must not depend on its values.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import local
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet
from django.db.models.query import ValuesListIterable

from zwerm.core.statements import asked, given

#: No real key is that high, and each stand-in is another.
FIRST = 9_200_000_000_000_000_000

Write = Callable[..., QuerySet[Any, Any]]


class Prepared:
    def __init__(self, write: Write, moments: tuple[str, ...] = (), many: Mapping[str, int] | None = None) -> None:
        """`write` gives the queryset; the names of its arguments are the names of what one asks with."""
        self._write, self._moments, self._many = write, moments, many or {}
        self._of_thread = local()

    def __call__(self, **values: Any) -> list[Any]:
        """What the queryset would give: records, or tuples of values."""
        made: Statement | None = getattr(self._of_thread, "statement", None)
        if made is None or made.connection is not connections[DEFAULT_DB_ALIAS]:
            made = self._of_thread.statement = Statement(self._write, self._moments, self._many)
        return made.ask(values)


class OfFew(Prepared):
    """A prepared query that asks about a list of keys, of which there are mostly few; for more of them it is put together anew."""

    FEW = 12

    def __init__(self, keys: str, write: Write, moments: tuple[str, ...] = ()) -> None:
        """`keys` is the name of the list."""
        super().__init__(write, moments, {keys: self.FEW})
        self._keys = keys

    def __call__(self, **values: Any) -> list[Any]:
        return list(self._write(**values)) if len(values[self._keys]) > self.FEW else super().__call__(**values)


class OfMany(Prepared):
    """A prepared query about a list of keys, however long that is: it is asked about `most` of them at a time."""

    def __init__(self, keys: str, most: int, write: Write, moments: tuple[str, ...] = ()) -> None:
        """`keys` is the name of the list."""
        super().__init__(write, moments, {keys: most})
        self._keys, self._most = keys, most

    def __call__(self, **values: Any) -> list[Any]:
        keys, found = values[self._keys], list[Any]()
        for start in range(0, len(keys), self._most):
            found += super().__call__(**{**values, self._keys: keys[start : start + self._most]})
        return found


@dataclass(frozen=True)
class StandIn:
    """Where a value goes: its name, and its place in a list of values."""

    name: str
    place: int | None = None

    def among(self, values: dict[str, Any]) -> Any:
        """The value itself; a list that is short is filled up with a key that nothing has."""
        value = values[self.name]
        if self.place is None:
            return value
        return value[self.place] if self.place < len(value) else -1


class Statement:
    """A queryset whose SQL is there already, for the connection of one thread."""

    def __init__(self, write: Write, moments: tuple[str, ...], many: Mapping[str, int]) -> None:
        self.connection = connections[DEFAULT_DB_ALIAS]
        self._stand_ins: dict[Any, StandIn] = {}
        names = write.__code__.co_varnames[: write.__code__.co_argcount]
        self.asked: Any = write(*(self._said(name, name in moments, many.get(name)) for name in names))
        compiler = self.asked.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, values = compiler.as_sql()
        self.values = [self._stand_ins.get(value, value) for value in values]
        self.given: list[Any] = []
        compiler.execute_sql = lambda *_args, **_kwargs: [self._rows()]
        converters = compiler.get_converters([column[0] for column in compiler.select])
        compiler.get_converters = lambda _expressions: converters
        self._sql, self._compiler, self._converters = sql, compiler, converters
        self._gives_tuples = self.asked._iterable_class is ValuesListIterable and not compiler.has_extra_select
        self.asked.query.get_compiler = lambda *_args, **_kwargs: compiler  # type: ignore[method-assign]

    def ask(self, values: dict[str, Any]) -> list[Any]:
        self.given = [
            given(value.among(values), self.connection) if isinstance(value, StandIn) else value
            for value in self.values
        ]
        try:
            return self._tuples() if self._gives_tuples else list(self.asked._iterable_class(self.asked))
        except OverflowError:  # a number that the engine cannot hold is nobody's key
            return []

    def _tuples(self) -> list[tuple[Any, ...]]:
        """What `values_list` gives, without the way through the records."""
        rows = self._rows()
        return (
            [tuple(row) for row in self._compiler.apply_converters(rows, self._converters)]
            if self._converters
            else rows
        )

    def _rows(self) -> list[tuple[Any, ...]]:
        return asked(self._sql, self.given, self.connection)

    def _said(self, name: str, is_moment: bool, many: int | None) -> Any:
        """What the query is written with in the place of a value."""
        if many is not None:
            return [self._stand_in(StandIn(name, place)) for place in range(many)]
        if not is_moment:
            return self._stand_in(StandIn(name))
        moment = datetime(9000 + len(self._stand_ins), 1, 1, tzinfo=UTC)
        self._stand_ins[given(moment, self.connection)] = StandIn(name)
        return moment

    def _stand_in(self, value: StandIn) -> int:
        number = FIRST + len(self._stand_ins)
        self._stand_ins |= {number: value, str(number): value, given(UUID(int=number), self.connection): value}
        return number
