"""The locks hold what pyproject.toml asks for; `bin/lock` writes them again."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tools.install import ROOT

pytestmark = pytest.mark.once

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
RUN = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["build"]]
DEV = [*RUN, *PROJECT["dependency-groups"]["dev"]]


def locked(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,]+\])?==(\S+)", lock.read_text(), re.MULTILINE))


@pytest.mark.parametrize(("name", "asked"), [("run", RUN), ("dev", DEV)])
def test_the_lock_satisfies_what_the_project_asks(name: str, asked: list[str]) -> None:
    versions = locked(ROOT / "requirements" / f"{name}.txt")

    wanted = {requirement.name: requirement.specifier for requirement in map(Requirement, asked)}

    assert [name for name, versions_allowed in wanted.items() if versions.get(name, "") not in versions_allowed] == []


@pytest.mark.parametrize("name", ["run", "dev"])
def test_the_lock_names_no_host_and_no_folder(name: str) -> None:
    assert re.findall(r"https?:|file:|--index|--find|^/", (ROOT / "requirements" / f"{name}.txt").read_text()) == []


def test_what_serves_tests_also_serves_running() -> None:
    run, dev = (locked(ROOT / "requirements" / f"{name}.txt") for name in ("run", "dev"))

    assert run.items() <= dev.items()
