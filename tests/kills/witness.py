"""A further worker with one reader of its own, which notes each line in a table that would take it twice."""

from __future__ import annotations

from collections.abc import Sequence

import django


def main() -> None:
    django.setup()
    from django.db import connection

    from zwerm.activity import readers
    from zwerm.activity.models import Entry
    from zwerm.activity.worker import Worker
    from zwerm.config.parting import hear_of_parent

    def note(entries: Sequence[Entry]) -> None:
        with connection.cursor() as sql:
            sql.executemany("INSERT INTO scratch_read (entry) VALUES (%s)", [(entry.pk,) for entry in entries])

    hear_of_parent()
    readers.register("witness", note)
    Worker().run()


if __name__ == "__main__":
    main()
