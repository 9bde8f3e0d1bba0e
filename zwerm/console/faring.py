"""How the house fares: the worker, the readers, what leaves the building."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import QuerySet
from django.utils.functional import Promise

from zwerm.activity import readers
from zwerm.activity.models import Cursor, Delivery, Entry, Heartbeat
from zwerm.notifications.models import Spread


@dataclass(frozen=True)
class ReaderState:
    """How far a reader is, and what is wrong with it."""

    does: str | Promise
    behind: int
    cursor: Cursor | None

    @property
    def fails(self) -> bool:
        return bool(self.cursor and self.cursor.failures)


def worker_lives() -> bool:
    return Heartbeat.alive()


def reader_states(of: Iterable[readers.Reader]) -> list[ReaderState]:
    cursors = {cursor.reader: cursor for cursor in Cursor.objects.all()}
    return [ReaderState(reader.does, readers.behind(reader), cursors.get(reader.name)) for reader in of]


def given_up() -> QuerySet[Delivery]:
    """What could not be delivered, the newest first."""
    return Delivery.objects.filter(state=Delivery.State.GIVEN_UP).order_by("-created_at", "-pk")


def being_told() -> QuerySet[Spread]:
    """What is on its way to whom it concerns, the first first."""
    running: QuerySet[Spread] = Spread.objects.filter(finished_at=None).order_by("pk")
    return running


def last_backup() -> datetime | None:
    """When `zwerm backup` last wrote everything to a file."""
    backups = Entry.objects.filter(verb="community.backed_up").order_by("-at")
    return backups.values_list("at", flat=True).first()


def mail_goes_to_files() -> bool:
    """Until a mail server is named, mail is written to a folder and reaches nobody."""
    return str(settings.EMAIL_BACKEND).endswith("filebased.EmailBackend")
