"""Somebody who listens to a stream, byte by byte, as a browser does."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from urllib.parse import quote


class Ear:
    """One connection, and what comes over it."""

    def __init__(self, line: socket.socket) -> None:
        self.line, self.heard = line, b""

    def head(self) -> str:
        """The head of the answer."""
        while b"\r\n\r\n" not in self.heard:
            self._more()
        head, _, self.heard = self.heard.partition(b"\r\n\r\n")
        return head.decode()

    def event(self) -> dict[str, Any]:
        """The next thing that is told."""
        while True:
            while b"\n\n" not in self.heard:
                self._more()
            block, _, self.heard = self.heard.partition(b"\n\n")
            for line in block.decode().splitlines():
                if line.startswith("data: "):
                    told: dict[str, Any] = json.loads(line.removeprefix("data: "))
                    return told

    def is_silent(self, seconds: float) -> bool:
        """Whether nothing is told for a while."""
        self.line.settimeout(seconds)
        try:
            self.event()
        except TimeoutError:
            return True
        finally:
            self.line.settimeout(60)
        return False

    def _more(self) -> None:
        found = self.line.recv(4096)
        if not found:
            raise EOFError(self.heard)
        self.heard += found


@contextmanager
def listen(port: int, token: str, **headers: str) -> Iterator[Ear]:
    """Open a stream; headers as words: `Last_Event_ID="3"`."""
    own = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    with ask(port, f"GET /live/?of={quote(token)} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{own}\r\n") as ear:
        yield ear


@contextmanager
def ask(port: int, request: str) -> Iterator[Ear]:
    with closing(socket.create_connection(("127.0.0.1", port), timeout=60)) as line:
        line.sendall(request.encode())
        yield Ear(line)
