"""What is away for a moment and comes back: the database, its lock, room on the disk.

It is nobody's fault and no bug, so it is told apart from what is: with a page that gives back what somebody was sending, in one
line of the log now and then, and by trying again.
"""

from __future__ import annotations

import errno
import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import InterfaceError, OperationalError, connection

#: The primary result codes by which SQLite says that it cannot now, and not that it was asked something wrong.
SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
    }
)
DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO})
#: A process tells so often, at most, that something is away.
TELLING = 10  # seconds
#: How long a small write beside reading waits for its turn.
SHORT = 200  # milliseconds


def is_away(error: BaseException | None) -> bool:
    """Whether this error says that something cannot now, and may in a minute."""
    if isinstance(error, OSError):
        return error.errno in DISK
    if isinstance(error, OperationalError) and isinstance(error.__cause__, sqlite3.Error):
        return getattr(error.__cause__, "sqlite_errorcode", 0) & 0xFF in SQLITE
    return isinstance(error, OperationalError | InterfaceError)


def told(error: BaseException) -> str:
    """The error in one line, for the program's log."""
    return f"{type(error).__name__}: {(str(error).strip().splitlines() or [''])[0]}"


@contextmanager
def by_the_way() -> Iterator[None]:
    """A small write beside reading: where it cannot be done at once, the page does without it."""
    try:
        with patience(SHORT):
            yield
    except Exception as error:
        if not is_away(error):
            raise


@contextmanager
def patience(milliseconds: int) -> Iterator[None]:
    """SQLite waits for who is writing; so long only, here. Not asked through Django, as it is no question to the database."""
    wrapped: Any = connection
    if connection.vendor != "sqlite":
        yield
        return
    wrapped.ensure_connection()
    before = int(wrapped.settings_dict["OPTIONS"].get("timeout", 5) * 1000)
    wrapped.connection.execute(f"PRAGMA busy_timeout={milliseconds}")
    try:
        yield
    finally:
        wrapped.connection.execute(f"PRAGMA busy_timeout={before}")


class Quiet(logging.Filter):
    """Lets no traceback of what is away into the program's log, and one line every so often, however many requests fail."""

    def __init__(self) -> None:
        super().__init__()
        self.lock, self.next = threading.Lock(), 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is None or not is_away(error):
            return True
        with self.lock:
            due = time.monotonic() >= self.next
            if due:
                self.next = time.monotonic() + TELLING
        record.msg, record.args = "something is away, and requests are answered with 503: %s", (told(error),)
        record.exc_info = record.exc_text = None
        return due
