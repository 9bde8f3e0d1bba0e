from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils import timezone

from zwerm.activity.models import Entry, Kept
from zwerm.core.statements import write

_WENT = """
    UPDATE notifications_spread SET reached = %s, done = done + %s, finished_at = %s, failures = 0, last_error = %s
    WHERE entry_id = %s
"""


class Spread(models.Model):
    """One act on its way to everybody whom it concerns, in batches: how far it is, kept in the transaction of each batch."""

    #: A spread that is finished is remembered for so long, so that a reader that reads all again does not begin it anew.
    KEPT: ClassVar[timedelta] = timedelta(days=60)
    #: Seconds before one that failed is tried again: doubled for each failure, up to an hour.
    LONGEST_WAIT: ClassVar[int] = 3600

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True, related_name="+")
    #: Everybody up to this member was looked at.
    reached = models.BigIntegerField(default=0)
    #: So many got a notice, of about so many whom it concerns; 0 where nobody counted.
    done = models.PositiveIntegerField(default=0)
    expected = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    retry_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = Kept.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["reached", "entry"], condition=models.Q(finished_at=None), name="spreads_running")
        ]

    def __str__(self) -> str:
        return f"entry {self.entry_id}: {self.done} of {self.expected}"

    def went(self, to: int, told: int, *, finished: bool) -> None:
        """A batch was told."""
        write(_WENT, to, told, timezone.now() if finished else None, "", self.pk)

    def failed(self, error: Exception) -> None:
        """Wait a while and try this batch again; what was told before stays told."""
        wait = min(2 ** min(self.failures, 12), self.LONGEST_WAIT)
        self.failures += 1
        self.last_error = f"{type(error).__name__}: {error}"[:2000]
        self.retry_at = timezone.now() + timedelta(seconds=wait)
        self.save(update_fields=["failures", "last_error", "retry_at"])

    @classmethod
    def forget_old(cls) -> None:
        cls.objects.filter(finished_at__lt=timezone.now() - cls.KEPT).delete()
