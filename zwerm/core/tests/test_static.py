"""What reaches the browser: nothing that the content security policy would stop, and third-party files as they were written down."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
STATIC = HOUSE / "core/static/zwerm"
ROW = re.compile(r"^\| `([\w/.-]+)` \|.*\| `([0-9a-f]{64})` \|$", re.MULTILINE)
INLINE = re.compile(
    r"""\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\s(?:src=|type="application/json"))""",
    re.IGNORECASE,  # data runs nothing
)

VENDORED = dict(ROW.findall((STATIC / "VENDOR.md").read_text()))
#: Letters go to programs that read no stylesheets.
PAGES = sorted(path for path in HOUSE.glob("*/templates/**/*.html") if "mail" not in path.parts)


@pytest.mark.parametrize("name", VENDORED)
def test_a_vendored_file_is_the_one_that_was_written_down(name: str) -> None:
    assert sha256((STATIC / name).read_bytes()).hexdigest() == VENDORED[name]


def test_every_vendored_file_is_written_down() -> None:
    files = {
        path.relative_to(STATIC).as_posix() for place in ("fonts", "vendor") for path in (STATIC / place).iterdir()
    }

    assert {name for name in files if not name.endswith("LICENSE.txt")} == set(VENDORED)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(HOUSE).as_posix())
def test_a_page_holds_no_inline_style_or_script(page: Path) -> None:
    assert INLINE.findall(page.read_text()) == []


def test_all_script_of_a_page_stays_under_100_kb() -> None:
    assert sum(path.stat().st_size for path in STATIC.glob("**/*.js")) < 100_000
