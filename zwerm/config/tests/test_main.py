"""The `zwerm` command: which deed is meant, and where."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from zwerm import __version__
from zwerm.config import main

pytestmark = pytest.mark.once


def zwerm(*arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    own = {name: value for name, value in os.environ.items() if not name.startswith("ZWERM_")} | settings
    command = [sys.executable, "-m", "zwerm.config.main", *arguments]
    return subprocess.run(command, env=own, capture_output=True, text=True)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main.main(["--version"])

    assert capsys.readouterr().out == f"zwerm {__version__}\n"


def test_an_option_that_is_not_known_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main.main(["run", "--fast"])

    assert "what does --fast mean?" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["before", "after"])
def test_the_data_folder_may_stand_before_or_after_the_command(place: str, tmp_path: Path) -> None:
    data = ["--data", str(tmp_path / "here")]

    done = zwerm(*data, "manage", "check") if place == "before" else zwerm("manage", "check", *data)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "here" / "secret_key").exists()


def test_what_django_reads_itself_is_handed_on_whole(tmp_path: Path) -> None:
    done = zwerm("manage", "shell", "--no-imports", "--command", "print('--data', 1 + 1)", "--data", str(tmp_path))

    assert done.stdout == "--data 2\n"


def test_a_bad_setting_stops_the_command_with_one_sentence(tmp_path: Path) -> None:
    done = zwerm("run", "--port", "http", "--data", str(tmp_path))

    assert done.returncode == 1
    assert done.stderr == "zwerm: ZWERM_PORT should be a whole number from 1 to 65535, and not 'http'.\n"


def test_a_database_that_does_not_answer_stops_the_start_with_one_sentence(tmp_path: Path) -> None:
    nowhere = "postgresql://zwerm:hunter2@127.0.0.1:1/zwerm"

    done = zwerm("run", "--data", str(tmp_path), ZWERM_DATABASE_URL=nowhere)

    assert done.returncode == 1
    assert done.stderr.startswith("zwerm: the database does not answer.")
    assert "hunter2" not in done.stderr
