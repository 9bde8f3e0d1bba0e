"""Rounds: each row's short runs stand beside runs of the empty view, and medians of them are kept."""

from dataclasses import dataclass
from statistics import median

from tools.bench import wrk
from tools.bench.rows import Row, empty, status
from tools.bench.server import Server


@dataclass(frozen=True)
class Round:
    """What one run of `wrk` gave, and the processor time that the server used meanwhile."""

    load: wrk.Load
    cpu: float

    @property
    def cost(self) -> float:
        """Seconds of processor time a request."""
        return self.cpu / self.load.requests


@dataclass(frozen=True)
class Result:
    """One line of the table: medians of its rounds; rates and ratios to the empty view of the same minute."""

    key: str
    says: str
    rate: float
    p50: float  # milliseconds
    p99: float  # milliseconds
    bytes: int
    cpu: float  # milliseconds of processor time a request
    rate_ratio: float
    cpu_ratio: float
    failed: int
    queries: int | None = None


Pair = tuple[Round, Round]


def summed(row: Row, pairs: list[Pair]) -> Result:
    """The result of a row from its rounds, each paired with one of the empty view."""
    own = [mine for _, mine in pairs]
    return Result(
        key=row.key,
        says=row.says,
        rate=median(one.load.rate for one in own),
        p50=median(one.load.p50 for one in own) / 1000,
        p99=median(one.load.p99 for one in own) / 1000,
        bytes=round(median(one.load.bytes / one.load.requests for one in own)),
        cpu=median(one.cost for one in own) * 1000,
        rate_ratio=median(mine.load.rate / bare.load.rate for bare, mine in pairs),
        cpu_ratio=median(_times(mine.cost, bare.cost) for bare, mine in pairs),
        failed=sum(one.load.refused + one.load.broken for one in own),
    )


def _times(cost: float, bare: float) -> float:
    """A round so short that the clock of the processor did not move in it says nothing."""
    return cost / bare if bare else float("nan")


def measure(server: Server, row: Row, rounds: int, seconds: float) -> Result:
    """Warm up, then as many rounds as asked for, each after one of the empty view."""
    bare = empty(row.connections)
    check(server, row)
    _warm(server, seconds, bare, row)
    return summed(row, [(_round(server, bare, seconds), _round(server, row, seconds)) for _ in range(rounds)])


def measure_fresh(server: Server, row: Row, warm: Row, seconds: float) -> Pair:
    """One round of a row that is asked once, on a server that just started; `warm` are other pages of the same kind."""
    _warm(server, seconds, empty(), warm)
    server.rest()
    return _round(server, empty(), seconds), _round(server, row, seconds)


def _warm(server: Server, seconds: float, *rows: Row) -> None:
    for one in rows:
        _round(server, one, seconds / 2)


def check(server: Server, row: Row) -> None:
    """Raises SystemExit when the server does not answer as the row expects: a refusal is quick, and no measure of anything."""
    if (answer := status(server.base, row.requests[0])) != row.expects:
        raise SystemExit(f"bench: {row.says}: {row.requests[0].path} answers {answer} and not {row.expects}.")


def _round(server: Server, row: Row, seconds: float) -> Round:
    server.settle()
    before = server.cpu()
    load = wrk.run(server.base, row.requests, connections=row.connections, seconds=seconds, once=row.once)
    return Round(load, server.cpu() - before)
