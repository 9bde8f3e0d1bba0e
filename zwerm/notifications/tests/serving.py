"""A server of one protocol at a free port, in a thread of its own, for conversations between mail servers."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from zwerm.live.serving import listen


@contextmanager
def open_at_a_port(line: Callable[[], asyncio.Protocol]) -> Iterator[int]:
    """The port at which it answers while the block runs."""
    door, loop = listen("127.0.0.1", 0), asyncio.new_event_loop()
    server = loop.run_until_complete(loop.create_server(line, sock=door))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield door.getsockname()[1]
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
