"""The port at which a mail server hands letters over, by SMTP: for one community's answers, behind the mail server of its operator."""

from __future__ import annotations

import asyncio
import signal
import socket
from concurrent.futures import ThreadPoolExecutor

from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import close_old_connections

from zwerm.notifications.letterbox import taking

#: A letter with its files; the server before us is told so beforehand.
MOST_BYTES = 25_000_000
MOST_RECEIVERS = 10
PATIENCE = 60  # seconds of silence after which somebody is taken for gone
#: Letters that are written at one time. Each holds a connection to the database.
HANDS = 2


class Desk:
    """Says of each address whether letters may come to it, and hands each letter over to whoever writes it."""

    def __init__(self) -> None:
        self.hands = ThreadPoolExecutor(HANDS, thread_name_prefix="letters")

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not taking.knows(address):
            return taking.NOT_HERE
        if len(envelope.rcpt_tos) >= MOST_RECEIVERS:
            return "452 4.5.3 Too many at once, please come again"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Yes"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        loop, content = asyncio.get_running_loop(), envelope.content
        letter = content if isinstance(content, bytes) else str(content).encode()
        said = [
            await loop.run_in_executor(self.hands, _take_in, address, (envelope.mail_from or "").strip("<>"), letter)
            for address in envelope.rcpt_tos
        ]
        return max(said, key=_weight)


def _take_in(address: str, sender: str, letter: bytes) -> str:
    close_old_connections()
    try:
        return taking.take_in(address, sender, letter)
    finally:
        close_old_connections()


def _weight(said: str) -> int:
    """Of several answers the one that loses nothing: come again, then no, then yes."""
    return {"4": 2, "5": 1}.get(said[0], 0)


def serve(door: socket.socket) -> None:
    """Take letters in until SIGTERM or SIGINT."""
    asyncio.run(_serve(door))


async def _serve(door: socket.socket) -> None:
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    desk = Desk()
    server = await loop.create_server(lambda: line(desk), sock=door)
    await stop.wait()
    server.close()
    desk.hands.shutdown()


def line(desk: Desk) -> asyncio.Protocol:
    """What answers one mail server."""
    return SMTP(
        desk,
        hostname=settings.REPLY_ADDRESS.rpartition("@")[2],
        ident="Zwerm",
        data_size_limit=MOST_BYTES,
        timeout=PATIENCE,
        enable_SMTPUTF8=True,
        auth_exclude_mechanism=("LOGIN", "PLAIN"),  # nobody signs in here
    )
