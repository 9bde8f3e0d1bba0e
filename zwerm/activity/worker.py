"""The worker: lets every reader catch up, sends what is due, does the chores, and says that it is alive."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from types import FrameType

from django.db import DatabaseError, InterfaceError, close_old_connections

from zwerm.activity import calling, deliveries, order, readers
from zwerm.activity.models import Heartbeat
from zwerm.core.away import is_away, told

log = logging.getLogger(__name__)

#: Seconds between two looks at an idle log.
PAUSE = 0.5
#: And after a round in which something was done: what comes meanwhile is done in one go. Where much lies ahead it goes on at once.
BREATH, MUCH = 0.3, 1000
#: Seconds that one reader may take in one round, so that the others have their turn.
LONG = 0.5
#: And at most between two tries while the database is away.
LONGEST = 15
BEAT = timedelta(seconds=15)


@dataclass
class Chore:
    """Something to do every so often, that does no harm when done twice: ending terms, clearing old drafts."""

    name: str
    do: Callable[[], None]
    every: timedelta
    #: By a clock that nobody sets.
    due: float


_chores: dict[str, Chore] = {}

#: What is done in every round: `do()` gives how much it did, 0 for nothing.
_steps: dict[str, Callable[[], int]] = {}


def chore(name: str, do: Callable[[], None], every: timedelta) -> None:
    """Let the worker call `do` every so often."""
    _chores[name] = Chore(name, do, every, due=0)


def step(name: str, do: Callable[[], int]) -> None:
    """Let the worker call `do` in every round, to bring something further that may be long; it does a piece and says how much."""
    _steps[name] = do


class Worker:
    """One loop; several may run beside each other, since a reader and a delivery are locked while in hand."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.stopping = threading.Event()
        self.beaten = -BEAT.total_seconds()
        self.failed = 0
        self.rebased = False

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; what is in hand is finished first."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self.stopping.is_set():
            self.stopping.wait(self._round())
        with suppress(DatabaseError, InterfaceError):  # who ends while the database is away leaves a sign that fades
            Heartbeat.objects.filter(worker=self.name).delete()

    def _round(self) -> float:
        """One round, whatever comes of it; how many seconds to pause after it."""
        try:
            if not self.rebased:
                order.rebase()
                self.rebased = True
            done = self.once()
        except Exception as error:
            return self._wait_for(error)
        if self.failed:
            log.warning("the worker goes on")
        self.failed = 0
        if not done:
            return PAUSE
        return BREATH if done < MUCH else 0

    def _wait_for(self, error: Exception) -> float:
        """The database is lost, locked or full: it comes back, and is asked less and less often until then. Told once."""
        if not is_away(error):
            log.exception("the worker could not go on; it tries again")
        elif not self.failed:
            log.warning("the worker waits, and tries again by itself: %s", told(error))
        self.failed += 1
        with suppress(DatabaseError, InterfaceError):
            close_old_connections()
        return float(min(PAUSE * 2 ** min(self.failed, 10), LONGEST))

    def once(self) -> int:
        """One round; how much there was to do. Where there is nothing, it costs three queries, and one for each step."""
        self._beat()
        done = 0
        for reader in calling.called():
            done += readers.read_on(reader, LONG)
        done += self._do_steps()
        done += deliveries.deliver()
        self._do_chores()
        close_old_connections()
        return done

    def _do_steps(self) -> int:
        return sum(self._do(name, do) for name, do in _steps.items())

    def _do(self, name: str, do: Callable[[], int]) -> int:
        try:
            return do()
        except Exception as error:  # one step may not stop the others
            if is_away(error):
                raise
            log.exception("step %s failed", name)
            return 0

    def _do_chores(self) -> None:
        for chore in _chores.values():
            if chore.due <= time.monotonic():
                try:
                    chore.do()
                except Exception as error:  # one chore may not stop the others
                    if is_away(error):
                        raise
                    log.exception("chore %s failed", chore.name)
                chore.due = time.monotonic() + chore.every.total_seconds()

    def _beat(self) -> None:
        if time.monotonic() - self.beaten >= BEAT.total_seconds():
            Heartbeat.beat(self.name)
            self.beaten = time.monotonic()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()
