"""The privacy gate: every number about people passes here before anybody sees it, administrators included; nothing switches it off.

A *table* splits people by at most two attributes into *cells*; what the cells hold adds up to its total. A cell is shown only when
1. at least `PEOPLE` distinct people are in it (k-anonymity; `CONTENT` is the floor for content of a group, shown to its members);
2. no one person makes more than half of its sum, and no two make more than three quarters (the dominance or (n, k) rule of
   statistical offices; Hundepool et al., Statistical Disclosure Control, 2012, section 4.2);
3. what is hidden cannot be found by subtraction: all hidden cells together pass rules 1 and 2, and there are two of them at least
   (complementary or secondary suppression, same book, section 4.4.1). The next smallest cells are hidden until that is so.
Counts are rounded to `ROUND`. A table is made for a fixed period and made again only for the next one (differencing: two tables a
day apart would tell who came); who keeps a table keeps what came out of here, and never who was in it.
A hidden cell has no value: it never says 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import sqrt
from typing import Any

#: Fewest distinct people in a cell about people, and in a cell about the content of one group.
PEOPLE, CONTENT = 10, 5
#: Largest share of a sum that one person, and that two people, may make.
ONE, TWO = 0.5, 0.75
ROUND = 5
MOST_ATTRIBUTES = 2
#: The 97.5 % quantile of the normal distribution.
Z = 1.959963984540054

#: What each person (by key) adds to a cell: 1 for a count of people.
People = Mapping[int, float]


class State(StrEnum):
    OK = "ok"
    TOO_LITTLE_DATA = "too_little_data"
    SUPPRESSED = "suppressed"
    MEASUREMENT_CHANGE = "measurement_change"


@dataclass(frozen=True)
class Interval:
    low: float
    high: float


@dataclass(frozen=True)
class Cell:
    """A number and whether it may be seen; `value` is None when it may not. `share` is its part of the total, with certainty."""

    state: State
    value: float | None = None
    share: Interval | None = None

    @property
    def is_shown(self) -> bool:
        return self.value is not None


@dataclass(frozen=True)
class Table:
    total: Cell
    cells: Mapping[Any, Cell]

    @property
    def is_empty(self) -> bool:
        """Nothing of it may be seen, so nothing can be learnt from the next one either."""
        return not self.total.is_shown


class TooManyAttributes(ValueError):
    """Crossing more than two attributes makes people recognisable."""


def counts(
    parts: Mapping[Any, Iterable[int]], *, attributes: Sequence[str], measurement_changed: bool = False
) -> Table:
    """How many people are in each part, rounded, with each part's share of all (Wilson 95 %).

    Args:
        parts: the keys of the people in each part; nobody is in two.
        attributes: by what they were split; it is for the record, and bounded.
        measurement_changed: the way of asking changed within the period: numbers are shown and labelled.

    Raises:
        TooManyAttributes: more than two.
        ValueError: somebody is in two parts.
    """
    table = sums({key: dict.fromkeys(people, 1.0) for key, people in parts.items()}, attributes=attributes)
    total = _rounded(table.total)
    cells = {key: _with_share(_rounded(cell), total) for key, cell in table.cells.items()}
    return _labelled(Table(total, cells)) if measurement_changed else Table(total, cells)


def sums(parts: Mapping[Any, People], *, attributes: Sequence[str], fewest: int = PEOPLE) -> Table:
    """What the people in each part add up to.

    Args:
        parts: what each person adds in each part, never negative; nobody is in two.
        fewest: people in a cell, `PEOPLE` or `CONTENT`.
    """
    if len(attributes) > MOST_ATTRIBUTES:
        raise TooManyAttributes(", ".join(attributes))
    everybody = _together(parts.values())
    hidden = _hidden(parts, max(fewest, CONTENT))
    total = _cell(everybody, fewest, hidden=False)
    if not total.is_shown:
        hidden = set(parts)
    return Table(total, {key: _cell(people, fewest, hidden=key in hidden) for key, people in parts.items()})


def wilson(successes: float, trials: float, z: float = Z) -> Interval:
    """The interval of a share by Wilson's score (J. Am. Stat. Assoc. 22, 1927; Newcombe, Stat. Med. 17, 1998, method 3).

    Args:
        successes: from 0 to `trials`.
        trials: more than 0.
        z: quantile of the normal distribution; 95 % by default.
    """
    share, weight = successes / trials, z * z / trials
    middle = (share + weight / 2) / (1 + weight)
    reach = z * sqrt(share * (1 - share) / trials + weight / (4 * trials)) / (1 + weight)
    return Interval(max(middle - reach, 0.0), min(middle + reach, 1.0))


def quarter(day: date) -> date:
    """The first day of the quarter in which `day` lies: the period of tables about people."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _hidden(parts: Mapping[Any, People], fewest: int) -> set[Any]:
    """The parts that are hidden: those that fail by themselves, and the next smallest until subtraction finds nothing."""
    hidden = {key for key, people in parts.items() if _why_not(people, fewest)}
    rest = sorted((key for key in parts if key not in hidden), key=lambda key: (len(parts[key]), str(key)))
    for key in rest:
        if not hidden or _cannot_be_found([parts[one] for one in hidden], fewest):
            break
        hidden.add(key)
    return hidden


def _cannot_be_found(hidden: list[People], fewest: int) -> bool:
    """Whether the total less everything shown, which is the sum of these, tells of nobody."""
    return len(hidden) > 1 and not _why_not(_together(hidden), fewest)


def _why_not(people: People, fewest: int) -> State | None:
    """Why a cell with these people may not be seen; None when it may."""
    if len(people) < fewest:
        return State.TOO_LITTLE_DATA
    first, second = sorted(people.values(), reverse=True)[:2]
    whole = sum(people.values())
    if first > ONE * whole or first + second > TWO * whole:
        return State.SUPPRESSED
    return None


def _cell(people: People, fewest: int, *, hidden: bool) -> Cell:
    why_not = _why_not(people, fewest) or (State.SUPPRESSED if hidden else None)
    return Cell(why_not) if why_not else Cell(State.OK, sum(people.values()))


def _together(parts: Iterable[People]) -> dict[int, float]:
    everybody: dict[int, float] = {}
    for people in parts:
        if not everybody.keys().isdisjoint(people):
            raise ValueError("somebody is in two parts")
        everybody |= people
    return everybody


def _rounded(cell: Cell) -> Cell:
    return Cell(cell.state, ROUND * round(cell.value / ROUND)) if cell.value is not None else cell


def _with_share(cell: Cell, total: Cell) -> Cell:
    if cell.value is None or not total.value:
        return cell
    return Cell(cell.state, cell.value, wilson(min(cell.value, total.value), total.value))


def _labelled(table: Table) -> Table:
    def label(cell: Cell) -> Cell:
        return Cell(State.MEASUREMENT_CHANGE, cell.value, cell.share) if cell.is_shown else cell

    return Table(label(table.total), {key: label(cell) for key, cell in table.cells.items()})
