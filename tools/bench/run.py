"""One run: which rows, on which server, in which order."""

import argparse
import sys
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

from tools.bench import rounds, rows
from tools.bench.dataset import Surroundings, inside
from tools.bench.rounds import Result
from tools.bench.rows import Row
from tools.bench.server import Server, serving
from tools.ports import free_port


class Run:
    def __init__(self, options: argparse.Namespace, surroundings: Surroundings) -> None:
        self.options, self.surroundings = options, surroundings
        self.port = options.port or free_port()
        self.database = "PostgreSQL" if options.database else "SQLite"
        self.chosen = chosen = inside("choose", surroundings)
        self.size: dict[str, int] = chosen["size"]
        every = [rows.empty(), *rows.rows(chosen)]
        self.rows = {one.key: one for one in every if one.requests}
        for one in every:
            if not one.requests:
                print(f"bench: left out, for this data set has nothing to ask for in it: {one.says}.", file=sys.stderr)
        if strange := set(options.only) - set(self.rows):
            raise SystemExit(f"bench: there is no row {', '.join(sorted(strange))}. There are: {', '.join(self.rows)}.")

    def serving(self) -> AbstractContextManager[Server]:
        return serving(self.surroundings, self.port)

    def results(self, only: list[str]) -> dict[str, Result]:
        """The rows that were named, or all of them: first those that one server answers, what writes last, then the cold ones."""
        wanted = [one for key, one in self.rows.items() if key in only or not only]
        counts = self._queries(wanted)
        found: dict[str, Result] = {}
        with self.serving() as server:
            server.rest()
            wanted = [rows.with_etags(server.base, one) if one.expects == 304 else one for one in wanted]
            for one in [one for one in wanted if not one.once]:
                show(f"{len(found) + 1} of {len(wanted)}: {one.says}")
                found[one.key] = rounds.measure(server, one, self.options.rounds, self.options.seconds)
        for one in [one for one in wanted if one.once]:
            show(f"{len(found) + 1} of {len(wanted)}: {one.says}")
            found[one.key] = self._cold(one)
        show("")
        return {one.key: replace(found[one.key], queries=count) for one, count in zip(wanted, counts, strict=True)}

    def _cold(self, row: Row) -> Result:
        """Each round on a server of its own that never made these pages, and made others of the kind."""
        warm = self.rows["topic"]
        pairs = []
        for _ in range(self.options.rounds):
            with self.serving() as server:
                pairs.append(rounds.measure_fresh(server, row, warm, self.options.seconds))
        return rounds.summed(row, pairs)

    def _queries(self, wanted: list[Row]) -> list[int]:
        """Counted before, and by another process: looking at queries slows a server."""
        counts: list[int] = inside("count", self.surroundings, rows=[_counted(row) for row in wanted])
        return counts


def _counted(row: Row) -> dict[str, Any]:
    first = row.requests[0]
    return {"request": vars(first), "before": vars(row.before or first), "once": row.once, "expects": row.expects}


def show(line: str) -> None:
    """Progress: one line that makes way for the next, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)
