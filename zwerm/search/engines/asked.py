from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from zwerm.search.language import Wanted


@dataclass(frozen=True)
class Asked:
    """What an engine is asked for."""

    #: Ways to be a match: of each way everything has to be there.
    ways: tuple[tuple[Wanted, ...], ...] = ()
    #: For whom it may be: of these marks at least one, where any are named.
    circles: tuple[str, ...] = ()
    #: Of each of these at least one mark too.
    marks: tuple[tuple[str, ...], ...] = ()
    #: The part of all documents that will match, as far as one can tell.
    share: float = 1.0
    #: The key of the last document there is, or about that.
    newest: int = 0


def ways(wanted: tuple[Wanted, ...], need: int) -> tuple[tuple[Wanted, ...], ...]:
    """Every way in which `need` of these can be there."""
    return tuple(_ways(wanted, need))


def _ways(wanted: tuple[Wanted, ...], need: int) -> Iterator[tuple[Wanted, ...]]:
    yield from combinations(wanted, max(min(need, len(wanted)), 1))
