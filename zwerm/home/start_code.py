"""The start code: who founds the community has to have seen the terminal or the data folder of this server.

Whoever comes first becomes administrator, so being first is not enough. The code is asked of everyone, also of who comes from
this machine itself: behind a proxy every request seems to. `zwerm run` prints the address with the code in it.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings


def path() -> Path:
    return Path(settings.DATA) / "start_code"


def current() -> str:
    """The code of this server, made when it is first asked for and readable by its keeper only."""
    try:
        with open(os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(12))
    except FileExistsError:
        pass
    return path().read_text().strip()


def fits(given: str) -> bool:
    """Whether somebody knows the code; compared in constant time."""
    return secrets.compare_digest(given.strip().encode(), current().encode())


def forget() -> None:
    """There is a community now; the code has done its work."""
    path().unlink(missing_ok=True)
