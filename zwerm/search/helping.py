"""When nothing was found: a filter that was too narrow. What is proposed was tried, and finds something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zwerm.search.filters import Filter, Query, read
from zwerm.search.finding import find


@dataclass(frozen=True)
class Way:
    """Something to ask instead, which finds something."""

    asks: str
    #: The filter that is left out.
    says: str


def wider(query: Query, person: Any) -> Way | None:
    """The question without one of its filters, where that finds something."""
    for one in query.narrowing:
        asks = query.without(one)
        if find(read(asks, person), person, page=1):
            return Way(asks, _name(one))
    return None


def _name(one: Filter) -> str:
    return one.label or one.said
