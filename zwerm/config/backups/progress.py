"""How far it is, on a terminal; elsewhere nothing is said until it is done."""

from __future__ import annotations

import sys
from collections.abc import Callable

#: What is being done, how many of them are done, of how many.
Progress = Callable[[str, int, int], None]


def progress(doing: str, done: int, total: int) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{doing}: {done} of {total}")
        sys.stderr.flush()


def finish() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\033[K")
