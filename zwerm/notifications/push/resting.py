"""A push service that cannot be reached, or is slow, is left alone for a while: whatever else leaves the house waits behind it.

A process remembers that by itself. What a service answers in time, also that it is busy, is between it and one device.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.client import HTTPException

from zwerm.activity.deliveries import Later

#: Seconds after which an answer came slowly; how long a service then rests, doubled each time it happens again; and how many are kept in mind.
SLOW = 2.0
FIRST, LONGEST = 60, 3600
MOST = 1000

_tired: dict[str, tuple[int, float]] = {}


@contextmanager
def turn(service: str) -> Iterator[None]:
    """Call this service in the block. Raises Later while it rests."""
    times, until = _tired.get(service, (0, 0.0))
    began = time.monotonic()
    if until > began:
        raise Later("the push service did not answer before", timedelta(seconds=until - began))
    failed = False
    try:
        yield
    except (OSError, HTTPException):
        failed = True
        raise
    finally:
        now = time.monotonic()
        if failed or now - began > SLOW:
            _rest(service, times, now)
        else:
            _tired.pop(service, None)


def forget() -> None:
    """Every service is as good as new."""
    _tired.clear()


def _rest(service: str, times: int, now: float) -> None:
    if len(_tired) >= MOST:
        _tired.clear()
    _tired[service] = times + 1, now + min(FIRST * 2 ** min(times, 10), LONGEST)
