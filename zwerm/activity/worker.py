"""The worker: lets every reader catch up, sends what is due, does the chores, and says that it is alive."""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import FrameType

from django.db import close_old_connections
from django.utils import timezone

from zwerm.activity import deliveries, order, readers
from zwerm.activity.models import Heartbeat

log = logging.getLogger(__name__)

#: Seconds between two looks at an idle log.
PAUSE = 0.5
BEAT = timedelta(seconds=15)


@dataclass
class Chore:
    """Something to do every so often, that does no harm when done twice: ending terms, clearing old drafts."""

    name: str
    do: Callable[[], None]
    every: timedelta
    due: datetime


_chores: dict[str, Chore] = {}


def chore(name: str, do: Callable[[], None], every: timedelta) -> None:
    """Let the worker call `do` every so often."""
    _chores[name] = Chore(name, do, every, due=timezone.now())


class Worker:
    """One loop; several may run beside each other, since a reader and a delivery are locked while in hand."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self.stopping = threading.Event()
        self.beaten = timezone.now() - BEAT

    def run(self) -> None:
        """Work until SIGTERM or SIGINT; what is in hand is finished first."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        order.rebase()
        while not self.stopping.is_set():
            try:
                busy = self.once()
            except Exception:  # a lost database comes back; the worker waits for it
                log.exception("the worker could not go on; it tries again")
                close_old_connections()
                busy = False
            if not busy:
                self.stopping.wait(PAUSE)
        Heartbeat.objects.filter(worker=self.name).delete()

    def once(self) -> bool:
        """One round; whether there was anything to do. Where there is not, it costs three queries."""
        self._beat()
        busy = 0
        for reader in readers.waiting():
            busy += readers.read_batch(reader)
        busy += deliveries.deliver()
        self._do_chores()
        close_old_connections()
        return bool(busy)

    def _do_chores(self) -> None:
        for chore in _chores.values():
            if chore.due <= timezone.now():
                chore.due = timezone.now() + chore.every
                try:
                    chore.do()
                except Exception:  # one chore may not stop the others
                    log.exception("chore %s failed", chore.name)

    def _beat(self) -> None:
        if timezone.now() - self.beaten >= BEAT:
            Heartbeat.beat(self.name)
            self.beaten = timezone.now()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()
