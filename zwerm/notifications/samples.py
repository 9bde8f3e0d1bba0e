"""For tests and the example community: everything that happened is told to whom it concerns, as the worker does."""

from __future__ import annotations

from django.utils import timezone

from zwerm.activity import deliveries
from zwerm.activity.models import Cursor, Delivery, Entry
from zwerm.notifications import spreading


def tell() -> None:
    """Read what was written since the last time, also what is not committed yet, and let everything be spread."""
    cursor, _ = Cursor.objects.get_or_create(reader="notices")
    if new := list(Entry.objects.filter(pk__gt=cursor.entry_id).order_by("pk")):
        spreading.read(new)
        cursor.move(to=(new[-1].transaction, new[-1].pk))
    while spreading.step():
        pass


def send(*roads: str) -> None:
    """What waits in the outbox leaves as if its time had come; where roads are named, only what waits for these."""
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING)
    (waiting.filter(channel__in=roads) if roads else waiting).update(retry_at=timezone.now())
    while deliveries.deliver():
        pass
