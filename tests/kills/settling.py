"""Wait until every reader has read everything and nothing is on its way: python -m tests.kills.settling."""

from __future__ import annotations

import time

import django

PATIENCE = 180


def main() -> None:
    django.setup()
    from django.utils import timezone

    from zwerm.activity import readers
    from zwerm.activity.models import Cursor, Delivery, Entry

    Delivery.objects.filter(state=Delivery.State.WAITING).update(retry_at=timezone.now())  # ten minutes pass
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        waiting = Delivery.objects.filter(state=Delivery.State.WAITING).count()
        end = readers.settled_end()
        cursors = Cursor.objects.all()
        if not waiting and Entry.objects.exists() and all(cursor.point == end for cursor in cursors):
            return
        time.sleep(0.2)
    raise SystemExit("the readers did not catch up")


if __name__ == "__main__":
    main()
