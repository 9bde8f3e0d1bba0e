"""`zwerm run`, for real: a new data folder, web and worker together, one stop for both."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from tools.ports import free_port
from zwerm.config.parting import STOPPING

pytestmark = pytest.mark.once

PATIENCE = 120


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def server(tmp_path: Path, port: int) -> "Iterator[subprocess.Popen[bytes]]":
    own = {name: value for name, value in os.environ.items() if not name.startswith("ZWERM_")}
    command = [sys.executable, "-m", "zwerm.config.main", "run", "--data", str(tmp_path), "--port", str(port)]
    process = subprocess.Popen([*command, "--workers", "1"], env=own, start_new_session=True)
    yield process
    process.terminate()
    process.wait(PATIENCE)


def until(true: Callable[[], Any]) -> Any:
    """What `true` returns once it is true."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if answer := true():
                return answer
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("it did not come true in time")


def health(port: int) -> Any:
    return json.load(urlopen(f"http://127.0.0.1:{port}/health"))


def worker(folder: Path, besides: int = 0) -> int:
    """The process number of a worker that gave a sign of life."""
    with sqlite3.connect(folder / "zwerm.sqlite3") as database:
        rows = database.execute("SELECT worker FROM activity_heartbeat ORDER BY at DESC").fetchall()
    numbers = [int(name.rpartition(":")[2]) for (name,) in rows]
    return next((number for number in numbers if number != besides), 0)


def is_running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def is_listening(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0


def test_a_community_starts_from_nothing_survives_its_worker_and_stops_whole(
    server: "subprocess.Popen[bytes]", tmp_path: Path, port: int
) -> None:
    until(lambda: health(port)["healthy"])
    assert is_listening(port + 1), "the streams of open pages"

    first = worker(tmp_path)
    os.kill(first, signal.SIGKILL)
    second = until(lambda: worker(tmp_path, besides=first))

    server.send_signal(signal.SIGTERM)
    assert server.wait(PATIENCE) == 0
    assert not is_running(second)


def test_one_press_of_ctrl_c_stops_everything_at_once(server: "subprocess.Popen[bytes]", port: int) -> None:
    until(lambda: health(port)["healthy"])

    started = time.monotonic()
    os.killpg(server.pid, signal.SIGINT)

    assert server.wait(PATIENCE) == 0
    assert time.monotonic() - started < STOPPING, "nothing had to be killed"
    assert not is_listening(port)


def test_a_server_that_is_killed_leaves_nothing_behind(
    server: "subprocess.Popen[bytes]", tmp_path: Path, port: int
) -> None:
    until(lambda: health(port)["healthy"])
    beside = worker(tmp_path)

    server.kill()
    server.wait()

    until(lambda: not is_running(beside))
    until(lambda: not is_listening(port))
    until(lambda: not is_listening(port + 1))


def test_a_port_that_is_taken_is_refused_with_a_sentence(tmp_path: Path, port: int) -> None:
    command = [sys.executable, "-m", "zwerm.config.main", "run", "--data", str(tmp_path), "--port", str(port)]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        done = subprocess.run(command, capture_output=True, text=True)

    assert done.returncode == 1
    assert "`zwerm run --port` takes another" in done.stderr


def test_a_community_whose_streams_find_their_port_taken_says_so_and_goes_on(tmp_path: Path, port: int) -> None:
    command = [sys.executable, "-m", "zwerm.config.main", "run", "--data", str(tmp_path), "--port", str(port)]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port + 1))
        taken.listen()
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        try:
            until(lambda: health(port)["healthy"])
        finally:
            process.terminate()
            _, told = process.communicate(timeout=PATIENCE)

    assert "ZWERM_LIVE_PORT takes another" in told
