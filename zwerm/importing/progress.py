"""Shows how far an import is, on a terminal; elsewhere it says nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.translation import pgettext

from zwerm.importing.archive import Progress


@contextmanager
def shown() -> Iterator[Progress]:
    """A bar for each part of the work, gone when the work ends."""
    if not sys.stderr.isatty():
        yield lambda doing, done, total: None
        return
    from rich.console import Console  # slow import, and only a terminal needs it
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def show(doing: str, done: int, total: int) -> None:
            words = _words(doing)
            if words not in tasks:
                tasks[words] = bars.add_task(words, total=total or None)
            bars.update(tasks[words], completed=done, total=total or None)

        yield show


def _words(doing: str) -> str:
    """What is being done, in the reader's language; whatever is not writing is reading the files."""
    known = {
        "people": pgettext("progress of an import", "people"),
        "conversations": pgettext("progress of an import", "conversations"),
    }
    return known.get(doing, pgettext("progress of an import", "reading"))
