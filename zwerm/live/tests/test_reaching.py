"""The operator is told when pages cannot reach their stream, and why."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from typing import Any

import pytest

from zwerm.config import checking
from zwerm.live import reaching


class InTheWay(BaseHTTPRequestHandler):
    """A proxy that was told nothing of streams: `/page/` is some page, `/kept/` is kept to itself, the rest is not there."""

    ended = threading.Event()

    def do_GET(self) -> None:
        if self.path.startswith("/gone/"):
            return self.send_error(404)
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if self.path.startswith("/page/") else "text/event-stream")
        self.end_headers()
        if self.path.startswith("/kept/"):
            self.ended.wait(5)
        return None

    def log_message(self, *words: object) -> None:
        pass


@pytest.fixture
def proxy() -> Iterator[str]:
    InTheWay.ended.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), InTheWay)
    threading.Thread(target=server.serve_forever).start()
    yield f"http://127.0.0.1:{server.server_port}"
    InTheWay.ended.set()
    server.shutdown()
    server.server_close()


def test_streams_that_answer_are_no_trouble(streams: Callable[[], SimpleNamespace], settings: Any) -> None:
    settings.SITE_URL, settings.LIVE_URL = "http://127.0.0.1:8000", f":{streams().port}/live/"
    assert reaching.trouble() == ""
    settings.LIVE_URL = f"{reaching.address()}"
    assert reaching.trouble() == ""


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/gone/", "the answer is 404 Not Found"),
        ("/page/", "something else answers there"),
        ("/kept/", "nothing comes through; something on the way waits until there is more"),
    ],
)
def test_what_stands_in_the_way_is_named(
    proxy: str, settings: Any, monkeypatch: pytest.MonkeyPatch, path: str, why: str
) -> None:
    monkeypatch.setattr(reaching, "PATIENCE", 0.5)
    settings.SITE_URL, settings.LIVE_URL = proxy, path
    assert reaching.trouble() == why


def test_a_port_where_nobody_listens_is_named(settings: Any) -> None:
    settings.SITE_URL, settings.LIVE_URL = "http://localhost", ":9/live/"
    assert reaching.address() == "http://localhost:9/live/"
    assert "refused" in reaching.trouble()


@pytest.mark.django_db
def test_zwerm_check_tells_of_it_and_does_not_call_it_wrong(settings: Any) -> None:
    settings.LIVE_URL = "http://localhost:9/live/"
    (found,) = [one for one in checking.findings() if one.says.startswith("Open pages hear of new replies late")]
    assert not found.wrong
