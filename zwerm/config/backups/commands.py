"""`zwerm backup` and `zwerm restore`, as the operator sees them."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from types import FrameType

from zwerm.config.backups.archive import Unusable
from zwerm.config.backups.progress import finish, progress
from zwerm.config.backups.restoring import restore
from zwerm.config.backups.taking import backup


def take(path: Path) -> int:
    _stop_quietly()
    try:
        made = backup(path, progress)
    except Unusable as wrong:
        return _refuse(wrong)
    finally:
        finish()
    print(f"{made} holds everything ({made.stat().st_size / 1e6:.1f} MB), and was restored once to try it.")
    return 0


def put_back(path: Path, *, replace: bool) -> int:
    _stop_quietly()
    try:
        aside = restore(path, replace=replace, progress=progress)
    except Unusable as wrong:
        return _refuse(wrong)
    finally:
        finish()
    print(f"{path} is restored." + (f" What was there is in {aside}." if aside else ""))
    print("Everyone signs in again. Letters that waited are held: see “How the house fares” in the console.")
    return 0


def _refuse(wrong: Unusable) -> int:
    print(f"zwerm: {wrong}", file=sys.stderr)
    return 1


def _stop_quietly() -> None:
    """Who stops it finds everything as it was, and nothing half."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
