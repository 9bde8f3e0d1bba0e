"""Who writes on SQLite takes a turn."""

from __future__ import annotations

import threading

from zwerm.core.turns import in_line


def test_one_is_in_and_the_next_comes_when_they_leave(tmp_path):
    events = []
    inside, asked = threading.Event(), threading.Event()

    def second():
        inside.wait(5)
        asked.set()
        with in_line(tmp_path) as waited:
            events.append("second")
            assert waited >= 0.1

    other = threading.Thread(target=second)
    other.start()
    with in_line(tmp_path):
        inside.set()
        asked.wait(5)
        other.join(0.2)
        events.append("first")
    other.join(5)
    assert events == ["first", "second"]


def test_a_turn_that_ended_in_an_error_is_given_on(tmp_path):
    try:
        with in_line(tmp_path):
            raise ValueError
    except ValueError:
        pass
    with in_line(tmp_path) as waited:
        assert waited < 1
