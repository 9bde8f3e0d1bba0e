"""A mail server that takes its time, so that a worker can be killed with a letter in its hand."""

from __future__ import annotations

import asyncio
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller

TAKES = 0.3  # seconds for one letter


class Letterbox:
    """What arrived: for each receiver the Message-IDs of the letters."""

    def __init__(self) -> None:
        self.arrived: dict[str, list[str]] = defaultdict(list)
        self.in_hand = threading.Event()

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        for address in envelope.rcpt_tos:
            self.arrived[address].append(message_from_bytes(envelope.content)["Message-ID"])
        self.in_hand.set()
        await asyncio.sleep(TAKES)
        return "250 taken"


@contextmanager
def letterbox(port: int) -> Iterator[Letterbox]:
    box = Letterbox()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
