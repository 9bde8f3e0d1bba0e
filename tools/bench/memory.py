"""Memory: what an idle server takes, and whether requests leave something behind."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tools.bench import table, wrk
from tools.bench.rows import Row
from tools.bench.server import Server

MB = 1_000_000
KINDS = ("home", "home-in", "group-in", "topic", "topic-in", "long-middle", "new-in", "member-in", "reply")
STEPS = 4
WARM = 0.1  # of the requests come before the first look: caches fill once
SLICE = 2.0  # seconds of one kind of page


@dataclass(frozen=True)
class Look:
    """What the server took after so many requests: bytes of each of its processes, shared memory divided among them."""

    requests: int
    each: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.each.values())


def looks(server: Server, rows: Mapping[str, Row], requests: int) -> list[Look]:
    """The idle server, then the same server after a tenth of the requests and after each quarter of them."""
    server.rest()
    found = [Look(0, server.memory())]
    slices, done = _slices(server, rows), 0
    for goal in (int(requests * WARM), *(requests * step // STEPS for step in range(1, STEPS + 1))):
        while done < goal:
            done += next(slices)
        server.rest()
        found.append(Look(done, server.memory()))
    return found


def _slices(server: Server, rows: Mapping[str, Row]) -> Iterator[int]:
    """A while of each kind of page in turn, for ever; how many requests were answered."""
    while True:
        for key in KINDS:
            yield wrk.run(server.base, rows[key].requests, connections=rows[key].connections, seconds=SLICE).requests


def drawn(found: list[Look]) -> str:
    lines = [
        [f"{one.requests:,}", f"{one.total / MB:.0f}", " + ".join(f"{size / MB:.0f}" for size in one.each.values())]
        for one in found
    ]
    return table.drawn(["after requests", "MB in all (PSS)", "each process"], lines)
