"""The launcher, where the machine lacks something: it says what, and how to mend it."""

import subprocess
import sys
import venv
from pathlib import Path
from typing import NoReturn

import pytest

from tools import install
from tools.install import ROOT

pytestmark = pytest.mark.once


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An environment that is not there yet."""
    monkeypatch.setattr(install, "ENVIRONMENT", tmp_path / ".venv")
    monkeypatch.setattr(install, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    return tmp_path / ".venv"


def test_a_python_that_cannot_make_environments_is_told_of(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_pip(*arguments: object, **options: object) -> NoReturn:
        raise subprocess.CalledProcessError(1, ["python3", "-m", "ensurepip"])

    monkeypatch.setattr(venv, "create", without_pip)

    with pytest.raises(SystemExit, match="apt install python3-venv"):
        install.prepare("run")


def test_packages_that_cannot_be_had_are_told_of(elsewhere: Path) -> None:
    elsewhere.joinpath("bin").mkdir(parents=True)
    for name, program in (("python", "#!/bin/sh\nexit 1\n"), ("pip", "")):
        path = elsewhere / "bin" / name
        path.write_text(program)
        path.chmod(0o755)

    with pytest.raises(SystemExit, match="is there a network"):
        install.prepare("run")

    assert not list(elsewhere.glob("*.stamp")), "the next try starts where this one stopped"


def test_every_launcher_reads_under_an_older_python() -> None:
    """Only syntax that Python 3.6 knows, so that an older one says what is missing instead of failing on a line."""
    files = [
        ROOT / "tools/__init__.py",
        ROOT / "tools/launch.py",
        *(ROOT / "bin" / name for name in ("zwerm", "test", "words")),
    ]
    code = "import ast, sys; [ast.parse(open(f).read(), feature_version=(3, 6)) for f in sys.argv[1:]]"

    assert subprocess.run([sys.executable, "-c", code, *map(str, files)]).returncode == 0
