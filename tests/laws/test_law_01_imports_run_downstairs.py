"""Law 1: imports run downstairs. The contract stands in pyproject.toml and `lint-imports` checks it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.laws.floors import FLOORS, contract
from tools.install import ROOT

pytestmark = pytest.mark.once


def verdict(house: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run([program, "--no-cache"], cwd=house, capture_output=True, text=True)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A house to spoil: the same rooms and contract, without a line of code in them."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for room in ("", *FLOORS):
        (tmp_path / "zwerm" / room).mkdir()
        (tmp_path / "zwerm" / room / "__init__.py").touch()
    return tmp_path


def test_imports_run_downstairs() -> None:
    done = verdict(ROOT)

    assert done.returncode == 0, done.stdout


def test_an_import_of_a_room_upstairs_is_seen(copy: Path) -> None:
    (copy / "zwerm/core/doors.py").write_text("import zwerm.discussions\n")

    assert "zwerm.core.doors -> zwerm.discussions" in verdict(copy).stdout


def test_an_import_of_a_neighbour_is_seen(copy: Path) -> None:
    (copy / "zwerm/home/pages.py").write_text("import zwerm.importing\n")

    assert "zwerm.home.pages -> zwerm.importing" in verdict(copy).stdout


def test_a_room_without_a_floor_is_seen(copy: Path) -> None:
    (copy / "zwerm/attic").mkdir()
    (copy / "zwerm/attic/__init__.py").touch()

    assert verdict(copy).returncode != 0


def test_the_architecture_page_tells_the_same_floors() -> None:
    rows = re.findall(r"^\| \d+ \| (.+?) \|", (ROOT / "ARCHITECTURE.md").read_text(), re.MULTILINE)

    assert [sorted(re.findall(r"`(\w+)`", row)) for row in rows] == contract()
