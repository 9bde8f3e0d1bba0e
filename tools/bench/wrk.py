"""Load by `wrk`: one thread, a few connections, every answer waited for before the next question on that connection."""

import json
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SCRIPT = Path(__file__).with_name("wrk.lua")
LONGEST = 64.0  # seconds for a round that ends by itself
MISSING = "bench: `wrk` is not on this machine. On Debian and Ubuntu `apt install wrk` brings it; elsewhere see https://github.com/wg/wrk."


@dataclass(frozen=True)
class Request:
    """One question to the server; with a token it is a reply that is written."""

    path: str
    cookie: str = ""
    etag: str = ""
    token: str = ""


@dataclass(frozen=True)
class Load:
    """What `wrk` saw. Times in microseconds; `refused` are answers of 400 and above, `broken` those that did not come whole."""

    requests: int
    microseconds: int
    bytes: int
    p50: int
    p99: int
    refused: int
    broken: int

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.microseconds * 1e6

    @classmethod
    def read(cls, output: str) -> "Load":
        """From the line that the script writes at the end.

        Raises:
            ValueError: there is no such line.
        """
        line = next((line for line in output.splitlines() if line.startswith("BENCH ")), None)
        if line is None:
            raise ValueError(f"wrk said nothing to count:\n{output}")
        return cls(**json.loads(line.removeprefix("BENCH ")))


def ensure() -> None:
    """Raises SystemExit with 2 where there is no `wrk`."""
    if not shutil.which("wrk"):
        print(MISSING)
        raise SystemExit(2)


def run(base: str, requests: Sequence[Request], *, connections: int, seconds: float, once: bool = False) -> Load:
    """Ask for `requests` in turn: for `seconds`, or until each was asked for `once`.

    A round in which nothing was answered, on a busy machine, is done again with more time.

    Raises:
        SystemExit: nothing was answered for a minute.
    """
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as lines:
        for one in requests:
            lines.write(f"{one.path}\t{one.cookie}\t{one.etag}\t{one.token}\n")
        lines.flush()
        length = LONGEST if once else seconds
        while length <= LONGEST:
            load = Load.read(_wrk(base, lines.name, connections, length, once))
            if load.requests:
                return load
            length *= 2
    raise SystemExit(f"bench: {requests[0].path} is not answered.")


def _wrk(base: str, lines: str, connections: int, seconds: float, once: bool) -> str:
    command = ["wrk", "--threads", "1", "--connections", str(connections), "--timeout", "20s", "--script", str(SCRIPT)]
    # wrk counts whole seconds; a shorter round is ended by its own way of being interrupted
    command += ["--duration", f"{max(round(seconds), 1)}s", base, "--", lines, "once" if once else "turns"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        return _ended(process, seconds)
    except BaseException:
        process.kill()
        process.wait()
        raise


def _ended(process: "subprocess.Popen[str]", seconds: float) -> str:
    if seconds < 1:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGINT)
    return process.communicate()[0]
