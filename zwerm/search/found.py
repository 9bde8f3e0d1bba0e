"""What was found: threads of documents, and of them what the doors of the rooms let somebody see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from zwerm.search.engines.base import NONE_ABOVE
from zwerm.search.language import Wanted
from zwerm.search.ranking import Ranked
from zwerm.search.sources import Hit, registered

#: Further documents of the same conversation that are shown with the best one.
MORE_OF_IT = 1


@dataclass(frozen=True)
class Group:
    """The documents of one thread: the best, and what else matched in it."""

    best: Hit
    others: list[Hit] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    hits: list[Group]
    wanted: list[Wanted]
    #: Leads on to the next page; empty where there is none.
    further: str = ""
    #: Whether something in it has all that was asked for.
    whole: bool = True

    def __bool__(self) -> bool:
        return bool(self.hits)


@dataclass(frozen=True)
class Edge:
    """Where a page begins: below this score and key, among documents whose key is lower than `below`."""

    below: int = NONE_ABOVE
    score: float = float("inf")
    key: int = NONE_ABOVE

    @classmethod
    def read(cls, token: str) -> Edge:
        """An unreadable one is the beginning."""
        parts = token.split("~")
        try:
            below, score, key = int(parts[0]), float(parts[1]), int(parts[2])
        except (ValueError, IndexError):
            return cls()
        return cls(_bounded(below), score, _bounded(key))

    def __str__(self) -> str:
        return f"{self.below}~{self.score}~{self.key}"

    def is_past(self, one: Ranked) -> bool:
        return (-one.score, -one.document.pk) > (-self.score, -self.key)


def _bounded(key: int) -> int:
    """A key that the engines can hold."""
    return max(0, min(key, NONE_ABOVE))


@dataclass(frozen=True)
class Weighed:
    """What came of a question, before the doors of the rooms are asked: threads, the best first."""

    wanted: list[Wanted]
    threads: list[list[Ranked]]
    #: Below this key there are more documents; 0 where these are all.
    lowest: int
    whole: bool


def shown(threads: Sequence[list[Ranked]], person: Any) -> list[Group]:
    """What the doors of the rooms let through, now."""
    documents = [one.document for one in chain.from_iterable(thread[: 1 + MORE_OF_IT] for thread in threads)]
    hits: dict[int, Hit] = {}
    for source in registered:
        if own := [one for one in documents if one.source == source.name]:
            hits |= source.shown(person, own)
    seen = ([hits[one.document.pk] for one in thread if one.document.pk in hits] for thread in threads)
    return [Group(thread[0], thread[1 : 1 + MORE_OF_IT]) for thread in seen if thread]


def threads_of(ranked: Sequence[Ranked]) -> list[list[Ranked]]:
    """Documents of one thread together, in the place of the best of them."""
    threads: dict[tuple[str, int], list[Ranked]] = {}
    for one in ranked:
        threads.setdefault((one.document.source, one.document.thread), []).append(one)
    return list(threads.values())
