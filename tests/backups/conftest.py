"""A community on the database of this test run, and `zwerm` for its folder."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.kills.house import House
from tools import postgres


class Home(House):
    """A folder, its database, and what one types."""

    def zwerm(self, *words: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "zwerm.config.main", *words]
        return subprocess.run(command, env=self.surroundings, capture_output=True, text=True)

    def well(self, *words: str) -> str:
        done = self.zwerm(*words)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refused(self, *words: str) -> str:
        done = self.zwerm(*words)
        assert done.returncode == 1, done.stdout
        assert done.stderr.startswith("zwerm: ")
        assert done.stderr.count("\n") == 1
        return done.stderr

    def asks(self, code: str) -> str:
        """What a line of Python prints that knows the house."""
        return self.well("manage", "shell", "--no-imports", "--command", code).strip()


class Street:
    """Makes homes, each on a database of its own of the kind that is asked for: empty, or as the pattern is."""

    def __init__(self, folder: Path, owned: ExitStack) -> None:
        self.folder, self.owned, self.number = folder, owned, 0
        self.kind = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
        self.cluster: postgres.Cluster | None = None
        self.backup = folder / "pattern.zip"

    def home(self, kind: str = "", *, like: str = "", **chosen: str) -> Home:
        self.number += 1
        name = f"home{self.number}"
        if (kind or self.kind) == "postgresql":
            self.cluster = self.cluster or self.owned.enter_context(postgres.cluster(**postgres.FORGETFUL))
            chosen["ZWERM_DATABASE_URL"] = self.cluster.database(name, like or "template1")
        if like:
            shutil.copytree(self.folder / like, self.folder / name)
        home = Home(self.folder / name, **chosen)
        self.owned.callback(home.kill)
        return home


@pytest.fixture(scope="session")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Street]:
    """The first home in it is the pattern: a community in which some things were said, and of which there is a backup."""
    with ExitStack() as owned:
        street = Street(tmp_path_factory.mktemp("street"), owned)
        pattern = street.home()
        pattern.python("tests.kills.seeding")
        pattern.well("backup", str(street.backup))
        yield street


@pytest.fixture
def home(street: Street) -> Iterator[Home]:
    """A community in which some things were said."""
    home = street.home(like="home1")
    yield home
    home.kill()


@pytest.fixture
def taken(street: Street, tmp_path: Path) -> Path:
    """A backup of it."""
    return Path(shutil.copy(street.backup, tmp_path / "one.zip"))


def manifest(path: Path) -> Any:
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read("manifest.json"))
