"""Who writes on SQLite takes a turn: the next one begins at once, and nobody waits for long because others are luckier.

SQLite lets one write at a time. Whoever finds it busy looks again after a while, longer each time, so that of many at once some wait
a second. Here they stand in line, over all threads and processes, for a lock of the operating system, which wakes the next. It is a
courtesy: who writes without a turn harms nothing, and waits as SQLite lets wait.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from zwerm.core import away

#: Who stood in line for so long, in seconds, waits that much less for a writer that took no turn.
LONG = 0.5


@contextmanager
def atomic() -> Iterator[None]:
    """A transaction that has its turn. It gives the turn on as soon as it is committed, before the disk has it."""
    with ExitStack() as held:
        held.enter_context(turn())
        with transaction.atomic():
            transaction.on_commit(held.close)
            yield


@contextmanager
def turn() -> Iterator[None]:
    """Inside is the time to write; within a transaction it came before. Standing in line counts as waiting for who writes."""
    if connection.vendor != "sqlite" or connection.in_atomic_block or connection.is_in_memory_db():  # type: ignore[attr-defined]
        yield
        return
    settings: Any = connection.settings_dict
    with in_line(Path(settings["NAME"]).parent) as waited:
        left = settings["OPTIONS"].get("timeout", 5) - waited
        with away.patience(max(int(left * 1000), 0)) if waited > LONG else nullcontext():
            yield


@contextmanager
def in_line(folder: Path) -> Iterator[float]:
    """One after the other: inside is one at a time, of all who name this folder. Gives the seconds that it took to come in."""
    began, line = time.monotonic(), os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # a disk of another machine may have no such locks
            fcntl.flock(line, fcntl.LOCK_EX)
        yield time.monotonic() - began
    finally:
        with suppress(OSError):
            fcntl.flock(line, fcntl.LOCK_UN)  # not only closed: a process that was forked meanwhile holds it open
        os.close(line)
