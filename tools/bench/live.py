"""Open pages: how soon they hear of a reply, whether they miss one, and what they cost."""

import asyncio
import os
import random
import re
import resource
import signal
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from tools.bench import proxy, table
from tools.bench.listeners import PATIENCE, Crowd, Topic, ask
from tools.bench.server import Server, cpu, memory_of, named, tree
from tools.bench.targets import Verdict

MB = 1_000_000
RATE = 5  # replies a second
FETCHING = 50  # pages that fetch what they hear of; the others say that there is something new
TOPICS = 10
STREAMS = "zwerm streams"  # the name of the process


@dataclass
class Findings:
    """One situation: what the pages heard, and what the process of the streams took for it."""

    says: str
    pages: int
    written: int = 0
    heard: list[float] = field(default_factory=list)
    fetched: list[float] = field(default_factory=list)
    missed: int = 0
    doubled: int = 0
    refused: int = 0
    #: Of the streams' process: bytes of its own and with its part of what is shared, seconds of processor time a second, threads.
    own: int = 0
    proportional: int = 0
    cpu: float = 0.0
    threads: int = 0
    #: Of the whole server.
    processes: int = 0

    def summary(self) -> dict[str, Any]:
        """Everything, the long lists of times as the table shows them."""
        long = {name: [part(times, 0.5), part(times, 0.99), part(times, 1)] for name, times in self._times().items()}
        return asdict(self) | long

    def _times(self) -> dict[str, list[float]]:
        return {"heard": self.heard, "fetched": self.fetched}


class Live:
    """Pages open on a server, through a proxy or straight."""

    def __init__(self, server: Server, chosen: Mapping[str, Any], stream: int, seconds: float) -> None:
        _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        self.server, self.people, self.stream, self.seconds = server, chosen["people"], stream, seconds
        pairs = zip(chosen["answered"], chosen["tokens"], strict=True)
        self.topics = [Topic(path, token) for path, token in pairs][:TOPICS]
        port = int(server.base.rsplit(":", 1)[1])
        self.base = ("127.0.0.1", port)

    def measure(self, many: int) -> list[Findings]:
        """Straight, through nginx where there is one, and over a kill of the streams' process."""
        found = [self._quiet()]
        found.append(asyncio.run(self._run(f"{many:,} pages", many, self.base, self.stream, "/live/")))
        if proxy.found():
            with proxy.running(self.base[1], self.stream) as port:
                says = f"{many:,} pages through nginx"
                found.append(asyncio.run(self._run(says, many, ("127.0.0.1", port), port, "/live/")))
        says = f"{many:,} pages, streams killed half-way"
        found.append(asyncio.run(self._run(says, many, self.base, self.stream, "/live/", kill=True)))
        return found

    def _quiet(self) -> Findings:
        self.server.rest()
        return self._weigh(Findings("no page", 0))

    async def _run(
        self, says: str, many: int, base: tuple[str, int], stream: int, path: str, *, kill: bool = False
    ) -> Findings:
        crowd = Crowd(base, ("127.0.0.1", stream), path)
        cookies = [self.people[number % len(self.people)]["cookie"] for number in range(min(FETCHING, many))]
        await crowd.gather(self.topics, many, cookies)
        crowd.notes.doubled = 0
        found = Findings(says, many)
        before, began = cpu(self._process()), time.monotonic()
        found.written = await self._write(crowd, kill)
        await self._listen_on(crowd)
        if not kill:
            found.cpu = (cpu(self._process()) - before) / (time.monotonic() - began)
        self._weigh(found)
        found.heard, found.fetched = crowd.notes.heard, crowd.notes.fetched
        found.missed, found.doubled, found.refused = crowd.missing(), crowd.notes.doubled, crowd.notes.refused
        await crowd.leave()
        return found

    async def _write(self, crowd: Crowd, kill: bool) -> int:
        """Real forms, one after another at an even rate; how many were acknowledged."""
        written, began, many = 0, time.monotonic(), int(self.seconds * RATE)
        for number in range(many):
            await asyncio.sleep(max(0.0, began + number / RATE - time.monotonic()))
            if kill and number == many // 2:
                os.kill(self._process(), signal.SIGKILL)
            topic, one = self.topics[number % len(self.topics)], random.choice(self.people)
            words = {
                "csrfmiddlewaretoken": one["token"],
                "body": f"Reply {number} of a run.",
                "form_number": str(uuid4()),
            }
            status, answer = await ask(crowd.base, "POST", topic.path, one["cookie"], urlencode(words))
            place = re.search(rb"#post-(\d+)", answer)
            if status == 302 and place:
                crowd.wrote(topic, int(place[1]))
                written += 1
            else:
                crowd.notes.refused += 1
        return written

    async def _listen_on(self, crowd: Crowd) -> None:
        """Until everybody has heard everything, or should have."""
        deadline = time.monotonic() + PATIENCE
        while (crowd.missing() or crowd.fetching) and time.monotonic() < deadline:
            await asyncio.sleep(0.1)
        await asyncio.sleep(1)

    def _weigh(self, found: Findings) -> Findings:
        process = self._process()
        found.own, found.proportional = memory_of(process)
        found.threads = len(os.listdir(f"/proc/{process}/task"))
        found.processes = len(tree(self.server.process.pid))
        return found

    def _process(self) -> int:
        return named(self.server.process.pid, STREAMS)


def drawn(found: list[Findings]) -> str:
    heads = ["open pages", "replies", "p50 s", "p99 s", "max s", "fetched p99 s", "missed", "doubled", "refused"]
    heads += ["own MB", "PSS MB", "CPU %", "threads", "processes"]
    return table.drawn(heads, [_cells(one) for one in found])


def _cells(one: Findings) -> list[str]:
    times = [f"{part(one.heard, 0.5):.2f}", f"{part(one.heard, 0.99):.2f}", f"{max(one.heard, default=0):.2f}"]
    counts = [f"{part(one.fetched, 0.99):.2f}", str(one.missed), str(one.doubled), str(one.refused)]
    weights = [f"{one.own / MB:.1f}", f"{one.proportional / MB:.1f}", f"{one.cpu * 100:.1f}"]
    return [one.says, str(one.written), *times, *counts, *weights, str(one.threads), str(one.processes)]


def part(times: list[float], share: float) -> float:
    """The time within which this share of the times lies."""
    return sorted(times)[min(int(len(times) * share), len(times) - 1)] if times else 0.0


def verdicts(found: list[Findings]) -> list[Verdict]:
    """What was promised of pages that are straight on a server."""
    none, some = found[0], found[1]
    slow, lost = part(some.heard, 0.99), sum(one.missed for one in found)
    grown = some.threads - none.threads, some.processes - none.processes
    return [
        Verdict("a reply is told to open pages (p99)", "< 2 s", f"{slow:.2f} s", slow < 2),
        Verdict("replies that a page misses, kills included", "0", str(lost), lost == 0),
        Verdict("threads and processes more for open pages", "0 and 0", "{} and {}".format(*grown), grown == (0, 0)),
    ]
