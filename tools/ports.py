"""Ports of this machine at which nobody listens, for servers that tools and tests start."""

from __future__ import annotations

import random
import socket
from contextlib import suppress


def free_port() -> int:
    """One that nobody listens at, and below those that the system gives to who calls: it stays free until it is used."""
    for number in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as free, suppress(OSError):
            free.bind(("127.0.0.1", number))
            return number
    raise OSError("no port of a hundred is free")
