"""The command `zwerm search`: make the index anew while the community goes on, look how far that is, stop it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence

from zwerm.search import sweeping
from zwerm.search.models import Document, Sweep

BROKEN_OFF = 130


def main(argv: Sequence[str]) -> int:
    """Carry out `zwerm search ARGV`; 0 when it is done, 130 when it was stopped half-way."""
    parser = ArgumentParser(prog="zwerm search", description="The index of search.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, does, says in (
        ("rebuild", _rebuild, "go over everything again, here and now; the same command goes on where it was stopped"),
        ("stop", _stop, "let the worker go no further with a rebuild"),
        ("status", _status, "what is in the index, and how far a rebuild is"),
    ):
        commands.add_parser(name, help=says, description=says).set_defaults(run=does)
    try:
        parser.parse_args(argv).run()
    except KeyboardInterrupt:
        print("\nStopped. The worker goes on with it; `zwerm search stop` keeps it from that.", file=sys.stderr)
        return BROKEN_OFF
    return 0


def _rebuild() -> None:
    sweeping.rebuild(_tell)
    print()
    _status()


def _tell(source: str, done: int, total: int) -> None:
    part = min(done * 100 // max(total, 1), 100)
    print(f"\r{source}: {done:,} of {total:,} ({part}%)", end="\n" if done >= total else "", flush=True)


def _stop() -> None:
    stopped = Sweep.stop()
    print("Stopped." if stopped else "Nothing is being rebuilt.")


def _status() -> None:
    for source, count in Document.counts():
        print(f"{source}: {count:,} documents")
    for sweep in Sweep.objects.order_by("pk"):
        print(f"going over {sweep}: {sweep.done:,} done{', stopped' if sweep.stopped else ''}")
        if sweep.last_error:
            print(f"  it failed, and is tried again: {sweep.last_error}", file=sys.stderr)
