"""The process of the streams: one loop for everybody who listens, one thread that looks at the log."""

from __future__ import annotations

import asyncio
import resource
import signal
import socket
from contextlib import suppress

from zwerm.live.crowd import MOST, Crowd
from zwerm.live.follower import Follower
from zwerm.live.stream import Stream

#: Seconds between two signs of life; proxies take a silent line for dead after a minute, most of them.
BEAT = 15
BACKLOG = 2048
#: Files that this process opens for itself.
OWN_FILES = 100


def listen(host: str, port: int) -> socket.socket:
    """The place where readers come in.

    Raises:
        OSError: somebody else listens there.
    """
    door = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
        door.listen(BACKLOG)
    except OSError:
        door.close()
        raise
    return door


def serve(door: socket.socket) -> None:
    """Serve streams until SIGTERM or SIGINT."""
    asyncio.run(_serve(door))


async def _serve(door: socket.socket) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    crowd = Crowd(most=_most())
    follower = Follower(crowd, loop)
    server = await loop.create_server(lambda: Stream(crowd), sock=door, backlog=BACKLOG)
    follower.start()
    while not stop.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), BEAT)
        for listener in crowd.everybody():
            listener.beat()
    follower.stopping.set()
    server.close()


def _most() -> int:
    """As many streams as this process may have files open, which it asks the system for first."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST + OWN_FILES
    allowed = wanted if hard == resource.RLIM_INFINITY else min(hard, wanted)
    resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
    return allowed - OWN_FILES
