from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, ClassVar
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from zwerm.members.models import Member
from zwerm.notifications import clocks
from zwerm.notifications.choices import Every
from zwerm.notifications.models.rhythm import Rhythm

if TYPE_CHECKING:
    from collections.abc import Sequence


class DigestScope(models.QuerySet["Digest"]):
    def visible_to(self, person: Any) -> DigestScope:
        return self.filter(member=person) if person.is_authenticated else self.none()


class Digest(models.Model):
    """When somebody's next digest leaves, and since when it tells."""

    #: The next one tells of no more than this, however long somebody was away.
    LONGEST: ClassVar[timedelta] = timedelta(days=31)

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="digest")
    #: None: never.
    due_at = models.DateTimeField(null=True, db_index=True)
    since = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = DigestScope.as_manager()

    def __str__(self) -> str:
        return f"{self.member_id}: {self.due_at}"

    @classmethod
    def begin(cls, most: int) -> int:
        """Plan a first digest for those who have none yet, at most so many; how many those were."""
        nobody = ~Exists(cls.objects.filter(member=OuterRef("pk")))
        new = list(Member.objects.people().filter(nobody).exclude(email=None).order_by("pk")[:most])
        cls.objects.bulk_create(_planned(new), ignore_conflicts=True)
        return len(new)

    @classmethod
    def plan(cls, member: Member) -> None:
        """Plan the next one anew, as `member` wishes by now; what it tells of stays."""
        row = _planned([member])[0]
        cls.objects.update_or_create(
            member=member, defaults={"due_at": row.due_at}, create_defaults={"due_at": row.due_at}
        )

    def sent(self, until: datetime) -> None:
        """It told of everything until then."""
        self.since = until
        self.save(update_fields=["since"])


def _planned(members: Sequence[Member]) -> list[Digest]:
    rhythms = {rhythm.member_id: rhythm for rhythm in Rhythm.objects.filter(member__in=members)}
    now = timezone.now()
    return [
        Digest(member=one, due_at=next_of(rhythms.get(one.pk) or Rhythm(member=one), clocks.of(one), now))
        for one in members
    ]


def next_of(rhythm: Rhythm, zone: ZoneInfo, after: datetime) -> datetime | None:
    """The next moment after this at which a digest of this rhythm comes, by the clock of this zone; None for never."""
    if rhythm.every == Every.NEVER:
        return None
    day = after.astimezone(zone).date()
    while True:
        at = datetime.combine(day, time(hour=rhythm.hour), tzinfo=zone)
        if at > after and (rhythm.every == Every.DAY or day.weekday() == rhythm.weekday):
            return at
        day += timedelta(days=1)
