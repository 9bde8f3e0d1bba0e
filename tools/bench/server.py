"""The server under measurement: started as a process of its own, looked at from outside by way of /proc, and stopped."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.install import ROOT

TICK = os.sysconf("SC_CLK_TCK")
PATIENCE = 60  # seconds to start or to stop
SETTLING = 50  # tenths of a second
QUIET = 0.04  # of one core: a server that has less to do is idle
PROC = Path("/proc")
#: The server with the empty view; `("-m", "zwerm.config.main", "run")` is the product alone.
BARE = ("-m", "tools.bench.serving")


@dataclass(frozen=True)
class Server:
    process: "subprocess.Popen[bytes]"
    base: str
    started: float
    """Seconds from its start to its first page."""

    def cpu(self) -> float:
        """Seconds of processor time that all its processes have used."""
        return sum(_ticks(number) for number in tree(self.process.pid)) / TICK

    def memory(self) -> dict[str, int]:
        """Proportional set size in bytes of each of its processes: memory that several share is divided among them."""
        return {f"{_name(number)} {number}": _pss(number) for number in tree(self.process.pid)}

    def settle(self) -> None:
        """Wait for what was asked and not waited for: the load tool leaves at the end of its time."""
        for _ in range(SETTLING):
            before = self.cpu()
            time.sleep(0.1)
            if self.cpu() - before <= 2 / TICK:
                return

    def rest(self, longest: float = 600) -> None:
        """Wait until there is nothing left to do: what was written before has been read by whoever reads it."""
        deadline = time.monotonic() + longest
        while time.monotonic() < deadline:
            before = self.cpu()
            time.sleep(1)
            if self.cpu() - before < QUIET:
                return


@contextmanager
def serving(surroundings: Mapping[str, str], port: int, command: Sequence[str] = BARE) -> Iterator[Server]:
    """`zwerm run` on this folder and database until the block ends."""
    env = {**surroundings, "ZWERM_PORT": str(port)}
    began = time.monotonic()
    base, log = f"http://127.0.0.1:{port}", Path(env["ZWERM_DATA"]) / "server.log"
    with log.open("wb") as said:
        process = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=env, stdout=said, stderr=said)
    try:
        _until(process, lambda: _answers(f"{base}/"))
        started = time.monotonic() - began
        _until(process, lambda: _answers(f"{base}/health"))
        yield Server(process, base, started)
    except SystemExit:
        sys.stderr.write(log.read_text()[-2000:])
        raise
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()


def _until(process: "subprocess.Popen[bytes]", true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not true():
        if process.poll() is not None:
            raise SystemExit(f"bench: the server ended by itself ({process.returncode}).")
        if time.monotonic() > deadline:
            raise SystemExit("bench: the server did not start in time.")
        time.sleep(0.05)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address) as answer:
            return bool(answer.status == 200)
    except OSError:  # nobody listens yet, or a part of the server is not up
        return False


def tree(top: int) -> list[int]:
    """A process and all below it."""
    children: dict[int, list[int]] = {}
    for number in filter(
        str.isdecimal, os.listdir(PROC)
    ):  # a glob asks whether each is there, and breaks where one has gone
        if fields := _stat(PROC / number / "stat"):
            children.setdefault(int(fields[1]), []).append(int(number))
    found = [top]
    for one in found:
        found.extend(children.get(one, []))
    return found


def _stat(path: Path) -> list[str]:
    """The fields of a process from its state on; its name, which may hold anything, stands before the last bracket."""
    try:
        return path.read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _ticks(number: int) -> int:
    fields = _stat(PROC / str(number) / "stat")
    return int(fields[11]) + int(fields[12]) if fields else 0  # utime and stime, see proc(5)


def cpu(number: int) -> float:
    """Seconds of processor time that one process has used."""
    return _ticks(number) / TICK


def memory_of(number: int) -> tuple[int, int]:
    """Bytes that a process has to itself, and its proportional set size."""
    return _rolled_up(number, "Private_Clean:", "Private_Dirty:"), _pss(number)


def named(top: int, name: str) -> int:
    """The process of this name among those below `top`, once it is there."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := [number for number in tree(top) if _name(number) == name]:
            return found[0]
        time.sleep(0.1)
    raise SystemExit(f"bench: there is no process {name}.")


def _pss(number: int) -> int:
    return _rolled_up(number, "Pss:")


def _rolled_up(number: int, *kinds: str) -> int:
    try:
        lines = (PROC / str(number) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(kinds))


def _name(number: int) -> str:
    """What a process goes by; the web processes go by the name of the program."""
    try:
        name = (PROC / str(number) / "comm").read_text().strip()
    except OSError:
        return "gone"
    return name if name.startswith("zwerm ") else "web"
