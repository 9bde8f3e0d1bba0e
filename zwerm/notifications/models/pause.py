from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from zwerm.activity import log

if TYPE_CHECKING:
    from zwerm.members.models import Member


class PauseScope(models.QuerySet["Pause"]):
    def visible_to(self, person: Any) -> PauseScope:
        """Who wants to be left in peace tells nobody."""
        return self.filter(member=person) if person.is_authenticated else self.none()

    def running(self) -> PauseScope:
        return self.filter(Q(until=None) | Q(until__gt=timezone.now()))


class Pause(models.Model):
    """Nothing leaves the house for this member until a moment, or until they say so. What comes meanwhile stands on their page."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="pause_of_notices"
    )
    until = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Any] = PauseScope.as_manager()

    def __str__(self) -> str:
        return f"{self.member_id} until {self.until or 'further notice'}"

    @classmethod
    def begin(cls, member: Member, until: datetime | None = None) -> Pause:
        """From now on nothing leaves for `member`, in one step; a pause that runs gets the new end."""
        with transaction.atomic():
            pause, _ = cls.objects.update_or_create(member=member, defaults={"until": until})
            data = {"until": until.isoformat() if until else None}
            log.record("pause.begun", actor=member, subject=member, data=data)
        return pause

    def end(self) -> None:
        with transaction.atomic():
            log.record("pause.ended", actor=self.member, subject=self.member)
            self.delete()

    @classmethod
    def among(cls, members: Collection[int]) -> set[int]:
        """Those of these members for whom a pause runs."""
        running = cls.objects.running().filter(member__in=members)
        return set(running.values_list("pk", flat=True)) if members else set()

    @classmethod
    def of(cls, member: Member) -> Pause | None:
        """The pause that runs for `member`."""
        return cls.objects.running().filter(member=member).first()
