from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zwerm.core import privacy_gate as gate
from zwerm.core.privacy_gate import State, Table, TooManyAttributes


def people(*sizes: int) -> dict[Any, range]:
    """Parts of these sizes, named a, b, c."""
    start, parts = 0, {}
    for place, size in enumerate(sizes):
        parts["abcdefgh"[place]] = range(start, start + size)
        start += size
    return parts


def states(table: Table) -> str:
    marks = {State.OK: "+", State.TOO_LITTLE_DATA: "few", State.SUPPRESSED: "-", State.MEASUREMENT_CHANGE: "~"}
    return " ".join(marks[cell.state] for cell in table.cells.values())


def counted(*sizes: int) -> Table:
    return gate.counts(people(*sizes), attributes=["role type"])


@pytest.mark.parametrize(
    ("trials", "successes", "low", "high"), [(263, 81, 0.2553, 0.3662), (200, 10, 0.02738, 0.08958)]
)
def test_the_interval_of_a_share_is_wilsons(trials, successes, low, high):
    """Newcombe 1998, table I."""
    found = gate.wilson(successes, trials)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-4)


def test_the_interval_of_nothing_and_of_all_stays_within_a_share():
    assert gate.wilson(0, 20).low == 0
    assert gate.wilson(20, 20).high == 1


@pytest.mark.parametrize(
    ("sizes", "seen"),
    [
        ((40, 30, 20), "+ + +"),
        ((40, 30, 9), "+ - few"),  # one hidden cell is found by subtraction, so the next smallest goes with it
        ((40, 4, 3), "- few few"),  # seven people would still be found
        ((40, 6, 5), "+ few few"),
        ((5, 4), "few few"),
        ((40, 0), "- few"),  # nobody is a number about people as well
        ((12,), "+"),
    ],
)
def test_cells_with_few_people_are_hidden_and_cannot_be_found_by_subtraction(sizes, seen):
    assert states(counted(*sizes)) == seen


def test_counts_are_rounded_and_a_hidden_cell_never_says_nothing():
    table = counted(42, 33, 6, 7)
    assert (table.total.value, [cell.value for cell in table.cells.values()]) == (90, [40, 35, None, None])
    assert table.cells["c"].share is None


def test_a_share_comes_with_its_certainty():
    share = counted(50, 50).cells["a"].share
    assert share == gate.wilson(50, 100)


def test_one_person_may_not_make_half_of_a_sum_nor_two_three_quarters():
    fair = dict.fromkeys(range(20), 1.0)
    one = {100: 21.0, **dict.fromkeys(range(101, 120), 1.0)}
    two = {200: 20.0, 201: 20.0, **dict.fromkeys(range(202, 214), 1.0)}
    table = gate.sums({"fair": fair, "one": one, "two": two}, attributes=["group"])
    assert [cell.state for cell in table.cells.values()] == [State.OK, State.SUPPRESSED, State.SUPPRESSED]


def test_a_total_of_too_few_people_hides_everything():
    table = counted(5, 4)
    assert table.is_empty
    assert table.total.value is None


def test_content_of_a_group_has_a_lower_floor_and_no_floor_is_lower():
    six = {"a": dict.fromkeys(range(6), 1.0), "b": dict.fromkeys(range(6, 12), 1.0)}
    assert states(gate.sums(six, attributes=["month"], fewest=gate.CONTENT)) == "+ +"
    assert states(gate.sums(six, attributes=["month"])) == "few few"


def test_more_than_two_attributes_are_never_crossed():
    with pytest.raises(TooManyAttributes):
        gate.counts(people(50), attributes=["role type", "language", "group"])


def test_nobody_is_counted_twice():
    with pytest.raises(ValueError, match="two parts"):
        gate.counts({"a": [1, 2], "b": [2, 3]}, attributes=["language"])


def test_a_change_in_the_way_of_asking_labels_the_numbers():
    table = gate.counts(people(40, 30), attributes=["role type"], measurement_changed=True)
    assert states(table) == "~ ~"
    assert table.cells["a"].value == 40


def test_a_period_is_a_quarter():
    assert [gate.quarter(date(2026, month, 17)).month for month in (1, 3, 4, 11, 12)] == [1, 1, 4, 10, 10]


worlds = st.lists(st.lists(st.integers(0, 60).map(float), max_size=40), min_size=1, max_size=7)


@given(world=worlds)
def test_an_attack_by_subtraction_finds_nobody(world: list[list[float]]) -> None:
    """The attacker knows the total, every cell that is shown and who is in which cell; the rest they compute."""
    parts = _parts(world)
    table = gate.sums(parts, attributes=["role type", "language"])
    if not table.total.is_shown:
        assert not any(cell.is_shown for cell in table.cells.values())
        return
    hidden = [key for key, cell in table.cells.items() if not cell.is_shown]
    found = (table.total.value or 0) - sum(cell.value or 0 for cell in table.cells.values())
    behind = {person: value for key in hidden for person, value in parts[key].items()}
    assert found == pytest.approx(sum(behind.values()))
    if hidden:
        assert len(hidden) > 1 or len(table.cells) == 1
        assert len(behind) >= gate.PEOPLE
        assert max(behind.values()) <= gate.ONE * found
        assert sum(sorted(behind.values())[-2:]) <= gate.TWO * found


@given(sizes=st.lists(st.integers(0, 60), min_size=2, max_size=7), joins=st.integers(0, 6))
def test_the_next_table_does_not_tell_of_one_person_who_came(sizes: list[int], joins: int) -> None:
    """Two tables are a quarter apart; what one more person changes is nothing, or looks like five."""
    before = counted(*sizes)
    sizes[joins % len(sizes)] += 1
    after = counted(*sizes)
    for key, cell in after.cells.items():
        if cell.is_shown and before.cells[key].is_shown:
            assert abs((cell.value or 0) - (before.cells[key].value or 0)) in (0, gate.ROUND)


def _parts(world: list[list[float]]) -> Mapping[Any, dict[int, float]]:
    return {
        place: {100 * place + number: value for number, value in enumerate(values)}
        for place, values in enumerate(world)
    }
