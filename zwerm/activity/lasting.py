"""What somebody was told is there survives a power cut too.

PostgreSQL sees to that at each commit. SQLite as it is set here hands a commit to the operating system, which survives the end of
every process of ours, and lets the disk have it a little later. That is right for the many small marks of reading; for what
people do, which is all that leaves a line in the log, the disk has it before anybody hears that it is done.
"""

from __future__ import annotations

import os

from django.db import connection, transaction


def ensure() -> None:
    """Let the disk hold this transaction, once it is committed and before the request that made it is answered."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db():  # type: ignore[attr-defined]
        return
    if not any(waiting[1] is _write_through for waiting in connection.run_on_commit):
        transaction.on_commit(_write_through)


def _write_through() -> None:
    """SQLite locks nothing on this file, so that closing it here gives up no lock."""
    log = os.open(f"{connection.settings_dict['NAME']}-wal", os.O_RDONLY)
    try:
        os.fsync(log)
    finally:
        os.close(log)
