"""When nothing was found: a filter that was too narrow. What is proposed was tried, and finds something."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from zwerm.search.filters import Filter, Query
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
        others = tuple(other for other in query.filters if other is not one)
        wider = replace(query, said=query.without(one), filters=others)
        if find(wider, person, page=1):
            return Way(wider.said, _name(one))
    return None


def _name(one: Filter) -> str:
    return one.label or one.said
