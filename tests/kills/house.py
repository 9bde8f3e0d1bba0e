"""`zwerm run` on a folder, and everything that can be killed of it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tools.ports import free_port

PATIENCE = 180


class House:
    """A server with two web processes and its worker, and a further worker beside it that bears witness."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.port = free_port()
        own = {name: value for name, value in os.environ.items() if not name.startswith("ZWERM_")}
        self.surroundings = {
            "ZWERM_LIVE_PORT": str(free_port()),
            "ZWERM_DATA": str(folder),
            "ZWERM_PORT": str(self.port),
            "ZWERM_PACE": "no",
        }
        self.surroundings |= own | settings
        self.surroundings["DJANGO_SETTINGS_MODULE"] = "zwerm.config.settings"
        self.log = folder.with_suffix(".log").open("ab")
        self.processes: list[subprocess.Popen[bytes]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def python(self, module: str, *words: str) -> str:
        """What a module printed that was run on the folder."""
        command = [sys.executable, "-m", module, *words]
        return subprocess.run(command, env=self.surroundings, stdout=subprocess.PIPE, text=True, check=True).stdout

    def start(self) -> None:
        self.processes = [self._launch("zwerm.config.main", "run"), self._launch("tests.kills.witness")]
        self.wait_until_it_answers()

    def _launch(self, module: str, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", module, *words]
        return subprocess.Popen(
            command, env=self.surroundings, stdout=self.log, stderr=self.log, start_new_session=True
        )

    def wait_until_it_answers(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                urlopen(f"{self.address}/account/login/", timeout=5).close()
                return
            except (URLError, OSError):
                time.sleep(0.05)
        raise AssertionError("the server did not come back")

    def kill(self) -> None:
        """Everything at one moment, with no time to say anything."""
        kill(number for process in self.processes for number in [process.pid, *below(process.pid)])
        self._gone()

    def kill_parent(self) -> None:
        """The one that started the others; the kernel tells them."""
        self.processes[0].kill()
        self.stop()

    def kill_web(self) -> None:
        """One of the web processes; another takes its place."""
        kill([number for number in below(self.processes[0].pid) if not is_companion(number)][-1:])

    def kill_companions(self) -> None:
        """What stands beside the web, which is started again by itself, and the further worker."""
        kill([self.processes[1].pid, *filter(is_companion, below(self.processes[0].pid))])
        self.processes[1].wait()
        self.processes[1] = self._launch("tests.kills.witness")

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        self._gone()

    def _gone(self) -> None:
        for process in self.processes:
            process.wait(PATIENCE)
        self.processes.clear()
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)):
                    return
            time.sleep(0.05)


def kill(numbers: Iterable[int]) -> None:
    for number in list(numbers):
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def below(number: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    try:
        threads = [listed.read_text() for listed in Path(f"/proc/{number}/task").glob("*/children")]
    except OSError:
        return []
    children = [int(child) for child in " ".join(threads).split()]
    return [one for child in children for one in [child, *below(child)]]


def is_companion(number: int) -> bool:
    """Beside the web: the worker and the streams of open pages have a session of their own, web processes have not."""
    try:
        return os.getsid(number) == number
    except ProcessLookupError:
        return False
