from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from types import SimpleNamespace

import pytest
from django.conf import settings

from zwerm.activity.tests.conftest import elsewhere
from zwerm.discussions.samples import make_cast
from zwerm.live import serving

__all__ = ["elsewhere"]


@pytest.fixture
def cast(transactional_db: None) -> SimpleNamespace:
    return make_cast()


@pytest.fixture
def streams(cast: SimpleNamespace, elsewhere: dict[str, str]) -> Iterator[Callable[[], SimpleNamespace]]:
    """Start the process of the streams, as often as one likes, on one port: `streams().port`, `.process`."""
    with closing(serving.listen("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    surroundings = elsewhere | {"ZWERM_LIVE_PORT": str(port), "ZWERM_SECRET_KEY": settings.SECRET_KEY}
    started: list[subprocess.Popen[bytes]] = []

    def start() -> SimpleNamespace:
        process = subprocess.Popen([sys.executable, "-m", "zwerm.config.main", "live"], env=surroundings)
        started.append(process)
        _wait_for(port)
        return SimpleNamespace(port=port, process=process)

    yield start
    for process in started:
        process.terminate()
        process.wait(60)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the streams did not start")
