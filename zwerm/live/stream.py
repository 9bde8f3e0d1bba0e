"""One open page's connection: a request in, events out until one of the two leaves.

It is a protocol of the loop and not a task: a reader costs some kilobytes, and no work while nothing happens. It speaks just enough
HTTP for `EventSource`: one GET, answered once; whatever follows is not read.
"""

from __future__ import annotations

import asyncio
import random
import socket
from datetime import date
from typing import NamedTuple, cast
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

from zwerm.live import tokens
from zwerm.live.crowd import Crowd
from zwerm.live.subjects import Subject

LONGEST_HEAD = 8192  # bytes
PATIENCE = 10  # seconds for a request to come in whole
SLOW = 16_384  # bytes that wait for one reader: who takes no more is let go, and learns what they missed on coming back
SILENT = 60_000  # milliseconds after which a reader who no longer answers is taken for gone
BACK = (
    2000,
    6000,
)  # milliseconds after which a reader whose stream broke comes back; each says another, so they spread

REASONS = {400: "Bad Request", 403: "Forbidden", 405: "Method Not Allowed", 503: "Service Unavailable"}


class Request(NamedTuple):
    """What of a request matters here."""

    method: str
    of: str
    origin: str
    host: str
    knows: int | None


class Stream(asyncio.Protocol):
    """A reader, from connecting to leaving."""

    __slots__ = ("_crowd", "_head", "_last", "_transport", "_waiting", "knows", "subject")

    subject: Subject

    def __init__(self, crowd: Crowd) -> None:
        self._crowd, self._head = crowd, b""
        self.knows: int | None = None
        self._last: date | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._transport.set_write_buffer_limits(high=SLOW)
        line: socket.socket = transport.get_extra_info("socket")
        if hasattr(socket, "TCP_USER_TIMEOUT") and line.family != socket.AF_UNIX:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, SILENT)
        self._waiting = asyncio.get_running_loop().call_later(PATIENCE, self._transport.abort)

    def data_received(self, data: bytes) -> None:
        if self._last is not None or self._transport.is_closing():
            return
        self._head += data
        if b"\r\n\r\n" in self._head:
            self._waiting.cancel()
            self._answer(self._head.split(b"\r\n\r\n", 1)[0])
            self._head = b""
        elif len(self._head) > LONGEST_HEAD:
            self._refuse(400)

    def connection_lost(self, error: Exception | None) -> None:
        self._waiting.cancel()
        if self._last is not None:
            self._crowd.leave(self)

    def pause_writing(self) -> None:
        self._transport.abort()

    def tell(self, message: bytes) -> None:
        self._transport.write(message)

    def beat(self) -> None:
        """A sign of life, so that no proxy takes the stream for dead; who listened for as long as their token allows is let go."""
        if self._last and self._last < date.today():  # noqa: DTZ011  a day more or less does no harm
            self._transport.close()
        else:
            self._transport.write(b":\n\n")

    def _answer(self, head: bytes) -> None:
        try:
            request = read(head)
            subject, last = tokens.read(request.of)
        except tokens.BadToken:
            self._refuse(403)
        except ValueError:
            self._refuse(400)
        else:
            if request.method != "GET":
                self._refuse(405)
            elif self._crowd.size >= self._crowd.most:
                self._refuse(503)
            else:
                self.subject, self.knows, self._last = subject, request.knows, last
                self._transport.write(_opening(request))
                self._crowd.join(self)

    def _refuse(self, status: int) -> None:
        self._waiting.cancel()
        self._transport.write(
            f"HTTP/1.1 {status} {REASONS[status]}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
        )
        self._transport.close()


def read(head: bytes) -> Request:
    """What somebody asks.

    Raises:
        ValueError: that is no HTTP.
    """
    first, *lines = head.decode("latin-1").split("\r\n")
    method, target, _version = first.split(" ")
    named = (line.split(":", 1) for line in lines if ":" in line)
    headers = {name.strip().lower(): value.strip() for name, value in named}
    of = parse_qs(urlsplit(target).query).get("of", [""])[0]
    knows = headers.get("last-event-id", "")
    return Request(
        method,
        of,
        headers.get("origin", ""),
        headers.get("host", ""),
        int(knows) if knows.isdecimal() and len(knows) < 12 else None,
    )


def _opening(request: Request) -> bytes:
    """The head of a stream; no proxy on the way may keep it, change it or wait until there is more of it."""
    lines = [
        "HTTP/1.1 200 OK",
        "Content-Type: text/event-stream",
        "Cache-Control: no-cache, no-transform",
        "X-Accel-Buffering: no",
        "X-Content-Type-Options: nosniff",
        "Vary: Origin",
        "Connection: close",
    ]
    if _is_ours(request):
        lines.append(f"Access-Control-Allow-Origin: {request.origin}")
    return ("\r\n".join(lines) + f"\r\n\r\nretry: {random.randint(*BACK)}\n\n").encode()


def _is_ours(request: Request) -> bool:
    """Whether a page of this community asks, that was served from another port of this host, or from the site's address."""
    if request.origin == settings.SITE_URL:
        return True
    page, here = urlsplit(request.origin), urlsplit(f"//{request.host}")
    return bool(here.hostname) and page.netloc == f"{here.hostname}:{settings.ENVIRONMENT.port}"
