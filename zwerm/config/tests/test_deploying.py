"""`zwerm check --deploy`: nothing to mend with what deploy/compose.yaml gives, and clear words where there is."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tools.install import ROOT

pytestmark = pytest.mark.once

#: What an operator writes into `.env`, as the head of compose.yaml asks.
CHOSEN = {
    "ZWERM_SITE_URL": "https://community.example.org",
    "ZWERM_SMTP_URL": "smtp+tls://zwerm:secret@mail.example.org",
    "ZWERM_MAIL_FROM": "Community <community@example.org>",
    "POSTGRES_PASSWORD": "letters1and2digits3only",
}


def given_by_compose(chosen: dict[str, str]) -> dict[str, str]:
    """The environment of the community's container."""
    own = (ROOT / "deploy/compose.yaml").read_text().partition("\n  database:")[0]
    lines = re.findall(r'^ {6}(ZWERM_\w+): "?(.*?)"?$', own, re.MULTILINE)
    image = re.findall(r"(ZWERM_\w+)=(\S+)", (ROOT / "deploy/Dockerfile").read_text())
    return dict(image) | {
        name: re.sub(r"\$\{(\w+)[^}]*\}", lambda one: chosen.get(one[1], ""), value) for name, value in lines
    }


def run(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """The database is SQLite in this folder: whether PostgreSQL answers is not what is asked here."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("ZWERM_", "DJANGO_"))}
    own |= settings | {"ZWERM_DATA": str(folder), "ZWERM_DATABASE_URL": ""}
    command = [sys.executable, "-m", "zwerm.config.main", *arguments]
    return subprocess.run(command, env=own, capture_output=True, text=True, cwd=ROOT)


def check(folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """`zwerm check --deploy` while a worker is alive."""
    with sqlite3.connect(folder / "zwerm.sqlite3") as database:
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
        database.execute("INSERT OR REPLACE INTO activity_heartbeat (worker, at) VALUES ('here:1', ?)", [now])
    return run(folder, "check", "--deploy", **settings)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose database is up to date."""
    made = tmp_path_factory.mktemp("site")
    done = run(made, "manage", "migrate", "--verbosity", "0", **given_by_compose(CHOSEN))
    assert done.returncode == 0, done.stderr
    return made


def test_with_what_compose_gives_nothing_has_to_be_mended(folder: Path) -> None:
    given = given_by_compose(CHOSEN)

    assert given["ZWERM_SITE_URL"] == CHOSEN["ZWERM_SITE_URL"]
    assert given["ZWERM_HOST"] == "0.0.0.0"
    done = check(folder, **given)

    assert (done.returncode, done.stdout) == (0, "Nothing has to be mended.\n"), done.stdout
    django = run(folder, "manage", "check", "--deploy", "--fail-level", "WARNING", **given)
    assert django.returncode == 0, django.stderr


#: What is not fit, with what is said of it and what to do; those of one group are found at once.
UNFIT = {
    "without an address": (
        ({"ZWERM_SITE_URL": ""}, "answers to any name", "Set ZWERM_SITE_URL"),
        ({"ZWERM_SMTP_URL": ""}, "No mail leaves", "Set ZWERM_SMTP_URL"),
        ({"ZWERM_PACE": "no"}, "Limits of pace are off", "Leave ZWERM_PACE out"),
    ),
    "in the clear": (
        ({"ZWERM_SITE_URL": "http://community.example.org"}, "in the clear", "Set ZWERM_SITE_URL"),
        ({"ZWERM_MAIL_FROM": ""}, "zwerm@localhost", "Set ZWERM_MAIL_FROM"),
        ({"ZWERM_DEBUG": "yes"}, "Debugging is on", "Leave ZWERM_DEBUG out"),
    ),
    "without a proxy": (
        ({"ZWERM_BEHIND_PROXY": "no"}, "from one address", "ZWERM_BEHIND_PROXY=yes"),
        ({"ZWERM_SECRET_KEY": "a" * 40}, "SECRET_KEY", "50 random characters"),
    ),
}


@pytest.mark.parametrize("group", UNFIT)
def test_each_thing_that_is_not_fit_is_told_once_with_what_to_do(folder: Path, group: str) -> None:
    settings = given_by_compose(CHOSEN)
    for changed, _says, _mend in UNFIT[group]:
        settings |= changed

    done = check(folder, **settings)

    assert done.returncode == 1
    assert done.stdout.count("WRONG") == len(UNFIT[group]), done.stdout
    for _changed, says, mend in UNFIT[group]:
        assert says in done.stdout
        assert mend in done.stdout
