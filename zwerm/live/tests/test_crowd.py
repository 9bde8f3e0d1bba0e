"""Whom the crowd tells what."""

from __future__ import annotations

import json
from typing import Any

from zwerm.live.crowd import ASKING, Crowd
from zwerm.live.subjects import State, Subject

SEVEN, EIGHT = Subject("topic", 7), Subject("topic", 8)


class Reader:
    """Somebody who keeps what they were told."""

    def __init__(self, subject: Subject = SEVEN, knows: int | None = None) -> None:
        self.subject, self.knows = subject, knows
        self.told: list[dict[str, Any]] = []

    def tell(self, message: bytes) -> None:
        self.told.append(json.loads(message.decode().split("data: ")[1]))

    def beat(self) -> None:
        raise AssertionError("nobody asked for a sign of life")

    @property
    def versions(self) -> list[int]:
        return [told["version"] for told in self.told]


def state(version: int, *parts: int) -> State:
    return State(version, version, frozenset(parts))


def test_the_first_reader_of_a_subject_has_it_looked_up_and_the_next_is_told_at_once() -> None:
    crowd, first, second = Crowd(), Reader(), Reader()
    crowd.join(first)
    assert crowd.asked() == {SEVEN}
    assert crowd.asked() == set()
    crowd.tell({SEVEN: state(3)})
    crowd.join(second)
    assert crowd.asked() == set()
    assert first.versions == second.versions == [3]
    assert second.told[0]["parts"] is None, "what changed before they came is not known to be all"


def test_only_who_listens_to_a_subject_is_told_and_only_what_is_newer() -> None:
    crowd, seven, eight = Crowd(), Reader(), Reader(EIGHT)
    crowd.join(seven)
    crowd.join(eight)
    for version in (3, 3, 4, 2):
        crowd.tell({SEVEN: state(version, 1)})
    assert seven.versions == [3, 4]
    assert seven.told[1]["parts"] == [1]
    assert eight.told == []


def test_who_knows_how_it_stands_is_not_told_again() -> None:
    crowd, knows = Crowd(), Reader(knows=3)
    crowd.join(knows)
    crowd.tell({SEVEN: state(3)})
    crowd.tell({SEVEN: state(4)})
    assert knows.versions == [4]


def test_nothing_is_kept_of_who_left() -> None:
    crowd, reader = Crowd(), Reader()
    crowd.join(reader)
    crowd.tell({SEVEN: state(3)})
    crowd.leave(reader)
    crowd.leave(reader)
    crowd.tell({SEVEN: state(4)})
    assert (crowd.size, crowd.everybody()) == (0, [])
    assert reader.versions == [3]
    crowd.join(Reader())
    assert SEVEN in crowd.asked(), "it is looked up again"


def test_a_large_crowd_is_asked_to_spread_itself() -> None:
    crowd = Crowd()
    readers = [Reader() for _ in range(5 * ASKING)]
    for reader in readers:
        crowd.join(reader)
    crowd.tell({SEVEN: state(3)})
    assert {reader.told[0]["spread"] for reader in readers} == {5.0}
