"""The process of the streams, for tests in which a page that stays open hears of what happens."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings as house
from django.db import connection

from zwerm.live.serving import listen


@pytest.fixture
def streams(cast: SimpleNamespace, live_server: Any, settings: Any, tmp_path: Any) -> Iterator[None]:
    """The process of the streams, beside the server of the test, and pages that know of it."""
    site = urlsplit(live_server.url)
    door = listen("127.0.0.1", 0)
    port = door.getsockname()[1]
    door.close()
    settings.LIVE_URL = f":{port}/live/"
    policy = house.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    settings.CONTENT_SECURITY_POLICY = {
        "DIRECTIVES": policy | {"connect-src": [*policy["connect-src"], f"http://{site.hostname}:{port}"]}
    }
    chosen = {
        "ZWERM_DATA": str(tmp_path),
        "ZWERM_DATABASE_URL": f"sqlite:///{connection.settings_dict['NAME']}",
        "ZWERM_SECRET_KEY": house.SECRET_KEY,
        "ZWERM_HOST": site.hostname or "",
        "ZWERM_PORT": str(site.port),
        "ZWERM_LIVE_PORT": str(port),
    }
    command = [sys.executable, "-m", "zwerm.config.main", "live"]
    process = subprocess.Popen(command, env=os.environ | chosen)
    wait_for(site.hostname or "", port)
    yield
    process.terminate()
    process.wait(60)


def wait_for(host: str, port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as asking:
            if asking.connect_ex((host, port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the streams did not start")
