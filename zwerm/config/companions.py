"""Processes beside the web, each started again when it dies: neither can take the other down, and all end together."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess

import django

from zwerm.config.parting import STOPPING, end_with_parent, go_by

AGAIN = 2  # seconds before one that died is started again


class Companion:
    """One process that does `work`, a function that ends on SIGTERM."""

    def __init__(self, name: str, work: Callable[[], None]) -> None:
        self.name, self.work = name, work
        self.closing = threading.Event()
        self.changing = threading.Lock()
        self.process = self._start()
        self.watch = threading.Thread(target=self._keep, daemon=True)
        self.watch.start()

    def close(self) -> None:
        """Ask it to finish, and wait until it has."""
        self.closing.set()
        with self.changing:  # one that is just being started is asked as well
            process = self.process
        process.terminate()
        process.join(STOPPING)
        process.kill()

    def _start(self) -> BaseProcess:
        process = _new(self.work, self.name)
        process.start()
        return process

    def _keep(self) -> None:
        while True:
            wait([self.process.sentinel])
            if self.closing.is_set():
                return
            self.process.join()
            print(
                f"zwerm: the {self.name} ended ({self.process.exitcode}); it is started again.",
                file=sys.stderr,
                flush=True,
            )
            self.closing.wait(AGAIN)
            with self.changing:
                if not self.closing.is_set():
                    self.process = self._start()


def _new(work: Callable[[], None], name: str) -> BaseProcess:
    """A fork shares what its parent has read in, which is most of what a small process needs."""
    if sys.platform == "linux":
        return multiprocessing.get_context("fork").Process(target=_begin, args=(work, name), name=name)
    return multiprocessing.get_context("spawn").Process(target=_begin, args=(work, name), name=name)


def _begin(work: Callable[[], None], name: str) -> None:
    """In the new process. A session of its own: Ctrl-C reaches the parent, which then asks this one to finish."""
    os.setsid()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    end_with_parent()
    go_by(f"zwerm {name}")
    django.setup()
    work()
