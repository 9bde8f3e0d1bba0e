"""How a topic is kept: closed, pinned, moved; each a row with who and when."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from zwerm.activity import log
from zwerm.discussions.models.topic import Topic

if TYPE_CHECKING:
    from zwerm.members.models import Member


class Closure(models.Model):
    """A topic takes no more replies. Removing the row opens it again."""

    topic = models.OneToOneField(Topic, models.CASCADE, related_name="closure")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.topic} closed"

    @classmethod
    def close(cls, topic: Topic, *, by: Member, reason: str = "", at: datetime | None = None) -> Closure:
        with transaction.atomic():
            closure, new = cls.objects.get_or_create(
                topic=topic, defaults={"by": by, "reason": reason, "at": at or timezone.now()}
            )
            if new:
                topic.touch()
                log.record("topic.closed", actor=by, subject=topic, place=topic.group, target=topic.author, at=at)
        return closure

    def lift(self, *, by: Member) -> None:
        with transaction.atomic():
            log.record("topic.opened", actor=by, subject=self.topic, place=self.topic.group, target=self.topic.author)
            self.topic.touch()
            self.delete()


class Pin(models.Model):
    """A topic stays on top of its section, for a while."""

    topic = models.OneToOneField(Topic, models.CASCADE, related_name="pin")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.topic} pinned"

    @classmethod
    def put(cls, topic: Topic, *, by: Member, until: datetime | None = None) -> Pin:
        with transaction.atomic():
            pin, _ = cls.objects.update_or_create(
                topic=topic, defaults={"by": by, "until": until, "at": timezone.now()}
            )
            topic.touch(pinned=True)
            log.record("topic.pinned", actor=by, subject=topic, place=topic.group)
        return pin

    def take_off(self, *, by: Member) -> None:
        with transaction.atomic():
            log.record("topic.unpinned", actor=by, subject=self.topic, place=self.topic.group)
            self.topic.touch(pinned=False)
            self.delete()

    @property
    def holds(self) -> bool:
        return self.until is None or self.until > timezone.now()


class Redirect(models.Model):
    """An address that a topic had before it was merged into another."""

    old_id = models.BigIntegerField(unique=True)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="redirects")

    def __str__(self) -> str:
        return f"{self.old_id} → {self.topic_id}"
