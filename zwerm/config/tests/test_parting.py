"""A process does not outlive the one that started it: not when it came too late to hear of it, not when it hangs."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from zwerm.config import parting
from zwerm.config.tests.test_serving import is_running, until

fork = multiprocessing.get_context("fork")


def orphan(note: Path, before: float, stops: bool) -> None:
    """One that hears of its parent's end only if it listens in time, and stops then if it `stops`."""
    time.sleep(before)
    if not stops:
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    note.write_text(str(os.getpid()))
    parting.end_with_parent()
    time.sleep(60)


def parent(note: Path, before: float, stops: bool) -> None:
    fork.Process(target=orphan, args=(note, before, stops)).start()
    os._exit(0)


@pytest.mark.parametrize(
    ("before", "stops"), [(0.0, True), (0.5, True), (0.5, False)], ids=["at once", "late", "hangs"]
)
def test_who_is_left_alone_ends(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, before: float, stops: bool) -> None:
    monkeypatch.setattr(parting, "STOPPING", 0.2)
    note = tmp_path / "note"

    fork.Process(target=parent, args=(note, before, stops)).start()

    number = int(until(lambda: note.exists() and note.read_text()))
    until(lambda: not is_running(number))
