"""Shows how far an import is, on a terminal; elsewhere it says nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import pgettext

from zwerm.importing.archive import Progress


@contextmanager
def shown() -> Iterator[Progress]:
    """A bar for each part of the work, gone when the work ends."""
    if not sys.stderr.isatty():
        yield lambda doing, done, total: None
        return
    from rich.console import Console  # slow import, and only a terminal needs it
    from rich.progress import BarColumn, TaskID, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    words = {
        "people": pgettext("progress of an import", "people"),
        "conversations": pgettext("progress of an import", "conversations"),
    }
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeRemainingColumn(),
    )
    bars: dict[str, TaskID] = {}
    with Bars(*columns, console=Console(stderr=True), transient=True) as progress:

        def show(doing: str, done: int, total: int) -> None:
            words_for_it = words.get(doing, pgettext("progress of an import", "reading"))
            if words_for_it not in bars:
                bars[words_for_it] = progress.add_task(words_for_it, total=total or None)
            progress.update(bars[words_for_it], completed=done, total=total or None)

        yield show
