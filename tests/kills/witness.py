"""A further worker with one reader of its own, which notes each line in a table that would take it twice."""

from __future__ import annotations

import ctypes
import signal
import sys
from collections.abc import Sequence

import django


def main() -> None:
    django.setup()
    from django.db import connection

    from zwerm.activity import readers
    from zwerm.activity.models import Entry
    from zwerm.activity.worker import Worker
    from zwerm.config.parting import DIE_WITH_PARENT

    def note(entries: Sequence[Entry]) -> None:
        with connection.cursor() as sql:
            sql.executemany("INSERT INTO scratch_read (entry) VALUES (%s)", [(entry.pk,) for entry in entries])

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
    readers.register("witness", note)
    Worker().run()


if __name__ == "__main__":
    main()
