"""Hand a command over to the checkout's own environment. Older Pythons read this file too, so its syntax is plain."""

import os
import shutil
import subprocess
import sys

NEWER = ("python3.14", "python3.13", "python3.12", "python3.11")


def launch(lock: str, *command: str) -> None:
    """Become `command`, a program of the environment of `requirements/LOCK.txt`, with the arguments given to this one."""
    if sys.version_info < (3, 11):
        _start_again_with_newer_python()
    from tools.install import prepare  # not before the version is known to serve

    program = str(prepare(lock).with_name(command[0]))
    os.execv(program, [program, *command[1:], *sys.argv[1:]])


def _start_again_with_newer_python() -> None:
    newer = next((name for name in NEWER if _runs(name)), None)
    if newer is None:
        found = ".".join(str(number) for number in sys.version_info[:3])
        sys.exit(f"zwerm: needs Python 3.11 or newer, and this machine has {found}.")
    os.execvp(newer, [newer, *sys.argv])


def _runs(name: str) -> bool:
    """Whether this Python is there and answers: a version manager leaves names on the path that only complain."""
    silent = subprocess.DEVNULL
    return bool(shutil.which(name)) and subprocess.call([name, "--version"], stdout=silent, stderr=silent) == 0
