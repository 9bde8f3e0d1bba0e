"""Whether anything runs on a data folder: told by a lock that the kernel takes away with the process that held it."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

BUSY = "zwerm: a restore is at work in {data}. Wait until it has ended."


class InUse(Exception):
    """Something runs on this data folder."""


@contextmanager
def shared() -> Iterator[None]:
    """For what serves from the data folder: any number of them beside each other, and none beside a restore.

    Raises:
        SystemExit: a restore is at work.
    """
    try:
        with _locked(fcntl.LOCK_SH):
            yield
    except InUse:
        raise SystemExit(BUSY.format(data=settings.DATA)) from None


@contextmanager
def alone() -> Iterator[None]:
    """For what puts something else in the place of everything.

    Raises:
        InUse: a server or a worker runs.
    """
    with _locked(fcntl.LOCK_EX):
        yield


@contextmanager
def _locked(how: int) -> Iterator[None]:
    settings.DATA.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(settings.DATA / "in_use", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, how | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise InUse from None
    try:
        yield
    finally:
        os.close(handle)
