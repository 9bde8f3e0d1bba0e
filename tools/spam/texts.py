"""Reading the sets of the UCI "YouTube Spam Collection" and the operator's own lists; nothing of them is kept."""

import csv
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from zwerm.moderation.spam.judge import Example

_BREAK, _TAG = re.compile(r"<br ?/?>"), re.compile(r"<[^>]+>")


def sets(folder: Path) -> dict[str, list[Example]]:
    """The labelled sets by name, each in the order of time."""
    return {path.stem: list(_of(path)) for path in sorted((folder / "moderation" / "spam").glob("*.csv"))}


def _of(path: Path) -> Iterator[Example]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in sorted(rows, key=lambda row: row["DATE"]):
        yield Example(_plain(row["CONTENT"]), row["CLASS"] == "1")


def _plain(content: str) -> str:
    """As the house gives words to the judge: without HTML."""
    return unescape(_TAG.sub("", _BREAK.sub("\n", content))).replace("\ufeff", "")


def listed(path: Path) -> frozenset[str]:
    """The lines of a list; none where the operator has no such list."""
    if not path.exists():
        return frozenset()
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip().lower() for line in lines if line.strip() and not line.startswith("#"))
