"""`bin/bench`: start the real server on generated data, ask it for every kind of page, and say what that costs."""

import argparse
import json
import signal
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import FrameType
from typing import Any

from tools.bench import dataset, index, live, memory, starting, table, targets, wrk
from tools.bench.dataset import Size
from tools.bench.rounds import Result
from tools.bench.run import Run
from tools.install import ROOT
from tools.ports import free_port

SHELF = ROOT / ".cache" / "bench"
REQUESTS = 100_000
PAGES = 2000
TEXTS = 60
WRITING = 30  # rounds' time

#: What is written for --json, and what the targets make of it.
Measured = tuple[dict[str, Any], list[targets.Verdict]]


def main(arguments: Sequence[str] | None = None) -> int:
    signal.signal(signal.SIGTERM, _stop)
    options = _parser().parse_args(arguments)
    wrk.ensure()
    with dataset.copied(options.data, Size.of(options.members, options.posts), options.database) as surroundings:
        report(options, Run(options, surroundings))
    return 0


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="bin/bench", description=__doc__, allow_abbrev=False)
    add = parser.add_argument
    add("--posts", type=int, default=10_000, metavar="N", help="how many posts the data set has (10000)")
    add("--members", type=int, metavar="N", help="how many members; else as many as usually write so much")
    add(
        "--data",
        type=Path,
        default=SHELF,
        metavar="DIR",
        help="where data sets are kept, each made once (.cache/bench)",
    )
    add("--database", default="", metavar="URL", help="a PostgreSQL server, or `embedded`; else SQLite")
    add("--seconds", type=float, default=2.0, metavar="N", help="how long one round takes (2)")
    add("--rounds", type=int, default=3, metavar="N", help="how many rounds a row has (3)")
    add("--only", action="append", default=[], metavar="ROW", help="only this row; may be given more than once")
    add("--port", type=int, help="where the server listens; else a free port")
    add("--json", type=Path, metavar="FILE", help="write everything there too")
    add("--compare", type=Path, metavar="FILE", help="what --json wrote before: do pages cost more now?")
    add("--memory", type=int, nargs="?", const=REQUESTS, metavar="N", help="memory, idle and after N requests (100000)")
    add("--live", type=int, nargs="?", const=PAGES, metavar="N", help="N open pages (2000) while members write")
    add("--index", type=int, nargs="?", const=TEXTS, metavar="N", help="how soon N texts of a kind (60) are found")
    add("--start", action="store_true", help="time from `zwerm run` to the first page")
    return parser


def report(options: argparse.Namespace, run: Run) -> None:
    """Print what was asked for: the rows when nothing else was, or when some were named."""
    print(f"{run.database}; {', '.join(f'{number:,} {what}' for what, number in run.size.items())}.\n", flush=True)
    asked = [PARTS[name] for name in PARTS if getattr(options, name) not in (None, False)]
    written: dict[str, Any] = {"database": run.database, "size": run.size}
    found: list[targets.Verdict] = []
    for measure in [*asked, _rows] if options.only or not asked else asked:
        told, verdicts = measure(options, run)
        written |= told
        found += verdicts
    print(table.verdicts(found))
    if options.json:
        options.json.write_text(json.dumps(written | {"targets": [asdict(one) for one in found]}, indent=2))


def _start(options: argparse.Namespace, run: Run) -> Measured:
    seconds = starting.seconds(run.surroundings, run.port)
    return {"start": seconds}, [targets.start_verdict(seconds)]


def _memory(options: argparse.Namespace, run: Run) -> Measured:
    with run.serving() as server:
        looks = memory.looks(server, run.rows, options.memory)
    print(memory.drawn(looks) + "\n", flush=True)
    return {"memory": [asdict(one) for one in looks]}, [targets.idle_verdict(looks[0].total)]


def _live(options: argparse.Namespace, run: Run) -> Measured:
    stream = free_port()
    run.surroundings["ZWERM_LIVE_PORT"] = str(stream)
    with run.serving() as server:
        heard = live.Live(server, run.chosen, stream, options.seconds * WRITING).measure(options.live)
    print(live.drawn(heard) + "\n", flush=True)
    return {"live": [one.summary() for one in heard]}, live.verdicts(heard)


def _index(options: argparse.Namespace, run: Run) -> Measured:
    with run.serving() as server:
        one = index.Index(server, run.chosen, options.seconds * WRITING)
        found = one.measure(options.index)
    again = one.rebuild
    print(index.drawn(found) + f"\n\nGone over: {again.records:,} records, {again.pace:.0f} a second.\n", flush=True)
    return {"index": [one.summary() for one in found]}, index.verdicts(found)


def _rows(options: argparse.Namespace, run: Run) -> Measured:
    results = run.results(options.only)
    print(table.results(list(results.values())) + "\n")
    rows = [asdict(one) for one in results.values()]
    return {"rows": rows}, targets.verdicts(results, _earlier(options.compare))


#: What is measured only where it is asked for, in this order.
PARTS = {"start": _start, "memory": _memory, "live": _live, "index": _index}


def _earlier(path: Path | None) -> dict[str, Result]:
    rows = json.loads(path.read_text())["rows"] if path else []
    return {row["key"]: Result(**row) for row in rows}


if __name__ == "__main__":
    sys.exit(main())
