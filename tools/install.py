"""A virtual environment in the checkout, made from the hashed lock and reused while the lock stands.

Runs under whatever Python 3.11+ the machine has: standard library only.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

from tools.words.compiling import stale

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"


def prepare(lock: str) -> Path:
    """Make the environment match `requirements/LOCK.txt` ("run" or "dev") and return its Python."""
    with open(ROOT / "pyproject.toml") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)
        if not _is_current(lock):
            _install(lock)
        if stale(ROOT):
            _run(PYTHON, "-m", "tools.words", "compile")
    return PYTHON


def _is_current(lock: str) -> bool:
    wanted = {"run": ("run", "dev"), "dev": ("dev",)}[lock]  # what serves tests also serves running
    return PYTHON.exists() and any(_read(_stamp(name)) == _fingerprint(name) for name in wanted)


def _install(lock: str) -> None:
    print(f"Preparing {ENVIRONMENT} (once for each change of the lock) ...", file=sys.stderr, flush=True)
    _make_environment()
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-qq", "--no-compile")
    _run(*pip, "--require-hashes", "-r", ROOT / "requirements" / f"{lock}.txt")
    _run(*pip, "--no-build-isolation", "--no-deps", "--editable", ROOT)
    _stamp(lock).write_text(_fingerprint(lock))


def _make_environment() -> None:
    if PYTHON.exists() and PYTHON.with_name("pip").exists():  # a broken-off attempt has the one without the other
        return
    try:
        venv.create(ENVIRONMENT, clear=True, with_pip=True, symlinks=True)
    except (ImportError, subprocess.CalledProcessError) as error:
        raise SystemExit(
            f"zwerm: this Python ({sys.executable}) cannot make a virtual environment: {error}\n"
            "On Debian and Ubuntu `apt install python3-venv` mends this."
        ) from None


def _fingerprint(lock: str) -> str:
    parts = (f"requirements/{lock}.txt", "pyproject.toml", "hatch_build.py")
    digest = hashlib.sha256(str(ROOT).encode())  # a moved checkout needs its links made again
    for part in parts:
        digest.update((ROOT / part).read_bytes())
    return digest.hexdigest()


def _stamp(lock: str) -> Path:
    return ENVIRONMENT / f"{lock}.stamp"


def _read(stamp: Path) -> str:
    return stamp.read_text() if stamp.exists() else ""


def _run(*command: str | Path) -> None:
    # Whoever calls the launcher may have PYTHONPATH or another environment active: neither may leak in.
    leaks = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    surroundings = {name: value for name, value in os.environ.items() if name not in leaks}
    if subprocess.run(command, cwd=ROOT, env=surroundings).returncode:
        raise SystemExit(
            "zwerm: installing stopped at the message above. The packages come from the Python package index: "
            "is there a network, and room on the disk? The same command goes on where this one stopped."
        )
