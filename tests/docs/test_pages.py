"""The pages of the project say what is so."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from tools.install import ROOT
from zwerm.config.environment import Environment, variable

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("deploy/*.md")])


def test_the_operating_page_lists_every_setting() -> None:
    page = (ROOT / "docs/operating.md").read_text()

    rows = [
        f"| `{variable(one)}` | {_shown(one.metadata['default'])} | {one.metadata['says']} |"
        for one in fields(Environment)
    ]

    assert "\n".join(rows) in page


def _shown(default: str) -> str:
    return f"`{default}`" if default else ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_page_links_to_what_is_there(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_readme_gives_two_commands_that_are_there() -> None:
    commands = re.findall(r"^```\n(.+?)\n```", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)

    assert commands == ["bin/zwerm demo", "bin/test"]
    assert all((ROOT / command.split()[0]).exists() for command in commands)
