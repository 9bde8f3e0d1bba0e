"""The large collections of hostile strings: they are not ours to keep here, and are looked for beside the checkout."""

from __future__ import annotations

import json
import os
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from tools.install import ROOT

FOLDER = Path(os.environ.get("ZWERM_TEST_DATA", ROOT.parent / "shared" / "data")) / "hostile-input"

needed = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="no hostile strings here; ZWERM_TEST_DATA names the folder that has hostile-input/"
)


@lru_cache(maxsize=1)
def scripts() -> list[str]:
    """What has been tried to make a page carry out a script."""
    text = (FOLDER / "xss-payload-list" / "Intruder" / "xss-payload-list.txt").read_text(errors="surrogateescape")
    return list(dict.fromkeys(line for line in text.split("\n") if line.strip()))


@lru_cache(maxsize=1)
def naughty() -> list[str]:
    """What has been known to break programs."""
    listed: list[str] = json.loads((FOLDER / "blns" / "blns.json").read_text())
    return list(dict.fromkeys(one for one in listed if one.strip()))


@lru_cache(maxsize=1)
def formulas() -> list[str]:
    """What a spreadsheet would carry out."""
    return [
        line for line in (FOLDER / "csv-injection" / "Intruder" / "csv-payload.txt").read_text().splitlines() if line
    ]


@lru_cache(maxsize=1)
def commonmark() -> list[dict[str, Any]]:
    """The examples of the CommonMark specification: markdown, html and number of each."""
    examples: list[dict[str, Any]] = json.loads((FOLDER / "commonmark" / "examples.json").read_text())
    return examples
