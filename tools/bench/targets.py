"""What the project wants its pages to cost, and whether a run met it."""

from collections.abc import Mapping
from dataclasses import dataclass

from tools.bench.rounds import Result

MB = 1_000_000
GROWS = 1.2  # times what the page costs with fewer posts

Results = Mapping[str, Result]


@dataclass(frozen=True)
class Verdict:
    says: str
    wanted: str
    found: str
    met: bool


def verdicts(results: Results, before: Results | None = None) -> list[Verdict]:
    """For each target of which this run has the rows; with an earlier run, also whether pages cost no more than in it."""
    found = [
        _at_least(results, "topic", 0.5),
        _at_least(results, "topic-in", 0.3),
        _at_least(results, "reply-1", 0.1),
        _at_least(results, "reply", 0.1),
        _cold(results),
        _search(results),
        *(_as_short(results, key) for key in ("long-first", "long-middle", "long-last")),
        *_grown(results, before or {}),
    ]
    return [one for one in found if one]


def _at_least(results: Results, key: str, ratio: float) -> Verdict | None:
    if key not in results:
        return None
    one = results[key]
    return Verdict(f"{one.says}: requests/s", f"≥ {ratio} × empty", f"{one.rate_ratio:.2f}", one.rate_ratio >= ratio)


def _cold(results: Results) -> Verdict | None:
    if "topic-cold" not in results:
        return None
    one = results["topic-cold"]
    return Verdict(f"{one.says}: CPU", "≤ 15 × empty", f"{one.cpu_ratio:.1f}", one.cpu_ratio <= 15)


def _search(results: Results) -> Verdict | None:
    """The slowest of a hundred searches against the slowest of a hundred conversations, both signed in."""
    if "search-in" not in results or "topic-in" not in results:
        return None
    times = results["search-in"].p99 / results["topic-in"].p99
    return Verdict(f"{results['search-in'].says}: p99", "< 5 × topic", f"{times:.1f}", times < 5)


def _as_short(results: Results, key: str) -> Verdict | None:
    """A long topic against a short one, both signed in."""
    if key not in results or "topic-in" not in results:
        return None
    one, short = results[key], results["topic-in"]
    times = one.cpu_ratio / short.cpu_ratio
    return Verdict(f"{one.says}: CPU", f"≤ {GROWS} × 20 posts", f"{times:.2f}", times <= GROWS)


def _grown(results: Results, before: Results) -> list[Verdict]:
    """Costs are compared as multiples of the empty view of their own run, since the two runs may have had different machines."""
    return [
        Verdict(f"{one.says}: CPU", f"≤ {GROWS} × earlier run", f"{times:.2f}", times <= GROWS)
        for key, one in results.items()
        if key in before and (times := one.cpu_ratio / before[key].cpu_ratio)
    ]


def idle_verdict(idle: int) -> Verdict:
    return Verdict("idle memory in all (PSS)", "< 250 MB", f"{idle / MB:.0f} MB", idle < 250 * MB)


def start_verdict(seconds: float) -> Verdict:
    return Verdict("start to first page", "< 3 s", f"{seconds:.1f} s", seconds < 3)
