"""Lists that page by key: the cost of page 500 is the cost of page 1.

A list is ordered by one column and the primary key, newest first. `?before=` and `?after=` name the row at the edge.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from urllib.parse import quote, urlencode

from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

M = TypeVar("M", bound=Model)
R = TypeVar("R")
SIZE = 30

Near = Callable[[QuerySet[M], int], QuerySet[M]]


@dataclass(frozen=True)
class Page(Generic[R]):
    """One page of a list: its rows, and the queries that lead on; an empty query where there is no more."""

    items: list[R]
    newer: str = ""
    older: str = ""

    def __bool__(self) -> bool:
        return bool(self.items)


def page_of(
    records: QuerySet[M], request: HttpRequest, key: str, size: int = SIZE, near: Near[M] | None = None
) -> Page[M]:
    """The page of `records` that the request's `before` or `after` asks for; an unreadable key gives the first page.

    Args:
        records: not yet ordered; `key` is one of its columns, a date and never null.
        key: column to order by, newest first; the primary key breaks ties.
        size: rows a page.
        near: where the rows lie scattered among many others: a look for the first so many of them that narrows where to look.
    """
    near = near or (lambda rows, _count: rows)
    after, before = _edge(request.GET.get("after", "")), _edge(request.GET.get("before", ""))
    if after:
        rows = list(near(records.filter(_beyond(key, after, "gt")).order_by(key, "pk"), size + 1)[: size + 1])
        items, more_newer, more_older = rows[:size][::-1], len(rows) > size, True
    else:
        edge = _beyond(key, before, "lt") if before else Q()
        rows = list(near(records.filter(edge).order_by(f"-{key}", "-pk"), size + 1)[: size + 1])
        items, more_newer, more_older = rows[:size], bool(before), len(rows) > size
    return Page(
        items,
        newer=_way(request, "after", items[0], key) if items and more_newer else "",
        older=_way(request, "before", items[-1], key) if items and more_older else "",
    )


def first_page(rows: Sequence[R], request: HttpRequest, key: str, size: int = SIZE) -> Page[R]:
    """The first page, of rows that were asked for in another way: in order, and one more than the page holds where there are more."""
    items = list(rows[:size])
    return Page(items, older=_way(request, "before", items[-1], key) if len(rows) > size else "")


def is_first(request: HttpRequest) -> bool:
    """Whether the first page is asked for."""
    return not (request.GET.get("after") or request.GET.get("before"))


def _way(request: HttpRequest, side: str, record: Any, key: str) -> str:
    """The query that leads on from this row; what else was asked (a search) stays asked."""
    others = [(name, value) for name, value in request.GET.items() if name not in ("after", "before")]
    return "?" + "&".join([*([urlencode(others)] if others else []), f"{side}={_token(record, key)}"])


def _token(record: Any, key: str) -> str:
    value: Any = record
    for name in key.split("__"):
        value = getattr(value, name)
    return quote(f"{value.isoformat()}~{record.pk}")


def _edge(token: str) -> tuple[datetime, int] | None:
    value, _, number = token.partition("~")
    if not number.isdecimal() or len(number) > 18:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return (moment, int(number)) if moment.tzinfo else None


def _beyond(key: str, edge: tuple[datetime, int], side: str) -> Q:
    """The rows past an edge, said so that an index is entered at the edge and not walked through from its end."""
    value, number = edge
    return Q(**{f"{key}__{side}e": value}) & (Q(**{f"{key}__{side}": value}) | Q(**{f"pk__{side}": number}))
