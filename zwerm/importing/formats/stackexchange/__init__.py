"""Stack Exchange dumps: the questions, answers and comments of one site."""

from pathlib import Path

from zwerm.importing.archive import Archive, Progress
from zwerm.importing.formats.stackexchange import behind

source = "stackexchange"
title = "Stack Exchange"


def open(path: Path, progress: Progress) -> Archive:
    """Read and check the dump in the folder `path`. Raises `Unreadable`."""
    from zwerm.importing.formats.stackexchange.reading import read  # slow import: parsers that only an import needs

    return read(path, progress)


def explain(code: str) -> tuple[str, str]:
    """What of a dump was left out, and why."""
    return behind.explain(code)
