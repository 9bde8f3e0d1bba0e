"""When nothing was found: a filter that was too narrow, or words that stand apart. What is proposed was tried, and finds something."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from zwerm.search.filters import Filter, Query
from zwerm.search.finding import find

_marks = re.compile(r'["“”„]')


@dataclass(frozen=True)
class Way:
    """Something to ask instead, which finds something."""

    asks: str
    #: The filter that is left out; empty where the quotation marks are.
    says: str


def wider(query: Query, person: Any) -> Way | None:
    """The question without one of its filters, or else without its quotation marks, where that finds something."""
    for one in query.narrowing:
        others = tuple(other for other in query.filters if other is not one)
        wider = replace(query, said=query.without(one), filters=others)
        if find(wider, person, page=1):
            return Way(wider.said, _name(one))
    plain = unquoted(query.words)
    apart = replace(query, said=query.saying(plain), words=plain)
    return Way(apart.said, "") if plain != query.words and find(apart, person, page=1) else None


def unquoted(words: str) -> str:
    """The same words without the marks by which they stand side by side."""
    return " ".join(_marks.sub(" ", words).split())


def _name(one: Filter) -> str:
    return one.label or one.said
