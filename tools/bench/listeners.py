"""Open pages, as far as a server sees them: each holds a stream, comes back when it breaks, and some fetch what is new."""

import asyncio
import json
import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import quote

#: What is heard in this long after a reply was acknowledged counts as heard; a stream that was broken needs to come back first.
PATIENCE = 15.0


@dataclass(frozen=True)
class Topic:
    """A conversation that pages have open: where one replies to it and asks for what is later, and the token to listen to it."""

    path: str
    token: str


@dataclass
class Written:
    """A reply that the server acknowledged: its number, and when."""

    number: int
    at: float


@dataclass
class Notes:
    """What all pages heard and fetched."""

    #: Seconds from acknowledging a reply to the event that tells of it, one for each page that should hear it.
    heard: list[float] = field(default_factory=list)
    #: The same to having fetched it.
    fetched: list[float] = field(default_factory=list)
    doubled: int = 0
    came_back: int = 0
    #: Requests that did not bring what was asked for.
    refused: int = 0


class Page(asyncio.Protocol):
    """One open page: a protocol and not a task, so that two thousand weigh little beside the server that is measured."""

    def __init__(self, crowd: "Crowd", topic: Topic, cookie: str = "") -> None:
        self.crowd, self.topic, self.cookie = crowd, topic, cookie
        self.waiting: dict[int, float] = {}
        self.version, self.last, self.back, self.rest = 0, 0, 3.0, b""
        self.seen: set[int] = set()
        self.transport: asyncio.Transport | None = None

    async def open(self) -> None:
        host, port = self.crowd.address
        await asyncio.get_running_loop().create_connection(lambda: self, host, port)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        knows = f"Last-Event-ID: {self.version}\r\n" if self.version else ""
        line = f"GET {self.crowd.path}?of={quote(self.topic.token)} HTTP/1.1\r\nHost: {self.crowd.host}\r\n{knows}\r\n"
        transport.write(line.encode())
        self.rest = b""

    def data_received(self, data: bytes) -> None:
        *blocks, self.rest = (self.rest + data).split(b"\n\n")
        for block in blocks:
            for line in block.splitlines():
                if line.startswith(b"retry: "):
                    self.back = int(line[7:]) / 1000
                elif line.startswith(b"data: "):
                    self._hear(json.loads(line[6:]))

    def connection_lost(self, error: Exception | None) -> None:
        if not self.crowd.closing:
            asyncio.get_running_loop().call_later(self.back, self._return)

    def _return(self) -> None:
        task = asyncio.ensure_future(self.open())
        task.add_done_callback(self._returned)

    def _returned(self, task: "asyncio.Future[None]") -> None:
        if task.exception():
            self.connection_lost(None)
        else:
            self.crowd.notes.came_back += 1

    def _hear(self, state: dict[str, float]) -> None:
        now, last = time.monotonic(), int(state["last"])
        self.crowd.notes.doubled += state["version"] in self.seen
        self.seen.add(int(state["version"]))
        self.version = int(state["version"])
        first, self.last = not self.last, max(self.last, last)
        if first:
            return
        self.crowd.told(self, now)
        if self.cookie:
            asyncio.get_running_loop().call_later(random.random() * state["spread"], self._fetch, last)

    def _fetch(self, last: int) -> None:
        self.crowd.fetch(self, last)


class Crowd:
    """All pages, and what was written for them."""

    def __init__(self, base: tuple[str, int], stream: tuple[str, int], path: str) -> None:
        self.base, self.address, self.path = base, stream, path
        self.host = f"{stream[0]}:{stream[1]}"
        self.notes, self.closing = Notes(), False
        self.pages: dict[Topic, list[Page]] = defaultdict(list)
        self.written: dict[Topic, list[Written]] = defaultdict(list)
        self.fetching: set[asyncio.Future[None]] = set()

    async def gather(self, topics: list[Topic], many: int, cookies: list[str]) -> None:
        """Open so many pages: half of them on the first topic, the others spread over the rest; there some fetch, by cookie."""
        for number in range(many):
            half, odd = divmod(number, 2)
            topic = topics[0] if odd else topics[1 + half % (len(topics) - 1)]
            page = Page(self, topic, cookies[half] if not odd and half < len(cookies) else "")
            self.pages[topic].append(page)
            await page.open()
            if number % 100 == 99:
                await asyncio.sleep(0.05)
        while not all(page.last for page in self.everybody()):
            await asyncio.sleep(0.1)

    def everybody(self) -> list[Page]:
        return [page for pages in self.pages.values() for page in pages]

    def wrote(self, topic: Topic, number: int) -> None:
        """A reply was acknowledged; whoever heard of it before that has heard of it at once."""
        self.written[topic].append(Written(number, time.monotonic()))
        for page in self.pages[topic]:
            if page.last >= number:
                self.notes.heard.append(0.0)
            else:
                page.waiting[number] = time.monotonic()

    def told(self, page: Page, now: float) -> None:
        for number in [number for number in page.waiting if number <= page.last]:
            self.notes.heard.append(now - page.waiting.pop(number))

    def fetch(self, page: Page, last: int) -> None:
        task = asyncio.ensure_future(self._fetch(page, last))
        self.fetching.add(task)
        task.add_done_callback(self.fetching.discard)

    async def _fetch(self, page: Page, last: int) -> None:
        status, body = await ask(self.base, "GET", f"{page.topic.path}?after={last - 1}", page.cookie)
        if status != 200 or f'id="post-{last}"'.encode() not in body:
            self.notes.refused += 1
            return
        self.notes.fetched += [time.monotonic() - one.at for one in self.written[page.topic] if one.number == last]

    async def leave(self) -> None:
        """Close every page."""
        self.closing = True
        for page in self.everybody():
            if page.transport:
                page.transport.abort()
        for task in list(self.fetching):
            task.cancel()
        await asyncio.sleep(0.5)

    def missing(self) -> int:
        """Replies that some page has not heard of yet."""
        return sum(len(page.waiting) for page in self.everybody())


async def ask(base: tuple[str, int], method: str, path: str, cookie: str, body: str = "") -> tuple[int, bytes]:
    """One request on a connection of its own: the status, and head and body of the answer."""
    reader, writer = await asyncio.open_connection(*base)
    head = f"{method} {path} HTTP/1.1\r\nHost: {base[0]}:{base[1]}\r\nCookie: {cookie}\r\nConnection: close\r\n"
    form = "Content-Type: application/x-www-form-urlencoded\r\n" if body else ""
    writer.write(f"{head}{form}Content-Length: {len(body)}\r\n\r\n{body}".encode())
    answer = await reader.read(-1)
    writer.close()
    return int(answer.split(b" ", 2)[1]), answer
