"""A process that another one started ends with it, also when that one was killed and could say nothing."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import time

#: Seconds that a process which was asked to stop has for what is in hand.
STOPPING = 20
LOOKING = 1  # seconds between two looks whether the parent is there
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
CALL_IT = 15  # PR_SET_NAME


def end_with_parent() -> None:
    """Ask this process to stop as soon as its parent is gone, and end it when it does not.

    On Linux the kernel asks. A thread looks as well: for other systems, for a parent that was gone before the kernel
    was told, and for a process that hangs while it stops, which would keep the ports that it was given.

    Raises:
        RuntimeError: nobody started this process by `multiprocessing`.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        raise RuntimeError("only a process that another one started can end with it")
    told = hear_of_parent() and os.getppid() == parent.pid
    threading.Thread(target=_end_after, args=(parent.pid, told), name="parting", daemon=True).start()


def hear_of_parent() -> bool:
    """Let the kernel ask this process to stop as soon as its parent is gone; whether it does, which is on Linux alone."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
        return True
    return False


def _end_after(parent: int | None, told: bool) -> None:
    """Wait until `parent` is gone; who was not `told` by the kernel is asked here, once: asked twice, some stop late."""
    while os.getppid() == parent:
        time.sleep(LOOKING)
    if not told:
        os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(STOPPING)
    os.kill(os.getpid(), signal.SIGKILL)


def go_by(name: str) -> None:
    """Let `ps` and `top` show this process by a name of up to fifteen letters. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(CALL_IT, name.encode()[:15])
