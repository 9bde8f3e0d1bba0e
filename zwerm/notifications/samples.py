"""For tests and the example community: everything that happened is told to whom it concerns, as the worker does."""

from __future__ import annotations

from zwerm.activity.models import Cursor, Entry
from zwerm.notifications import spreading


def tell() -> None:
    """Read what was written since the last time, also what is not committed yet, and let everything be spread."""
    cursor, _ = Cursor.objects.get_or_create(reader="notices")
    if new := list(Entry.objects.filter(pk__gt=cursor.entry_id).order_by("pk")):
        spreading.read(new)
        cursor.move(to=(new[-1].transaction, new[-1].pk))
    while spreading.step():
        pass
