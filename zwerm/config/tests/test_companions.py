"""A process beside the web comes back when it dies, and ends with who started it."""

from __future__ import annotations

import os
import signal
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from zwerm.config.companions import Companion
from zwerm.config.tests.test_serving import is_running, until


def linger(notes: Path) -> None:
    with notes.open("a") as file:
        file.write(f"{os.getpid()}\n")
    time.sleep(60)


def test_a_companion_that_is_killed_comes_back_and_ends_when_it_is_asked_to(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    notes = tmp_path / "notes"
    with closing(Companion("one who lingers", partial(linger, notes))):
        first = until(lambda: numbers(notes))[0]
        os.kill(first, signal.SIGKILL)
        second = until(lambda: numbers(notes)[1:])[0]
        assert is_running(second)
    assert not is_running(second)
    assert "the one who lingers ended (-9); it is started again" in capfd.readouterr().err


def numbers(notes: Path) -> list[int]:
    return [int(line) for line in notes.read_text().split()]
