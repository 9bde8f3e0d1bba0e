"""A process that another one started ends with it, also when that one was killed and could say nothing."""

from __future__ import annotations

import ctypes
import signal
import sys

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
CALL_IT = 15  # PR_SET_NAME


def end_with_parent() -> None:
    """Let the kernel send SIGTERM to this process when its parent is gone. Linux only; elsewhere one stops it oneself."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def go_by(name: str) -> None:
    """Let `ps` and `top` show this process by a name of up to fifteen letters. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(CALL_IT, name.encode()[:15])
