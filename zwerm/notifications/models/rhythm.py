from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models, transaction

from zwerm.activity import log
from zwerm.notifications.choices import Every

if TYPE_CHECKING:
    from zwerm.members.models import Member


class RhythmScope(models.QuerySet["Rhythm"]):
    def visible_to(self, person: Any) -> RhythmScope:
        return self.filter(member=person) if person.is_authenticated else self.none()


class Rhythm(models.Model):
    """How often somebody's digest comes, and at what hour of their own clock. No row: every week, as the defaults here say."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="rhythm")
    every = models.CharField(max_length=5, choices=Every, default=Every.WEEK)
    #: 0 is Monday; it matters where the digest comes every week.
    weekday = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(6)])
    hour = models.PositiveSmallIntegerField(default=8, validators=[MaxValueValidator(23)])

    objects: ClassVar[Any] = RhythmScope.as_manager()

    def __str__(self) -> str:
        return f"{self.member_id}: {self.every}"

    @classmethod
    def of(cls, member: Member) -> Rhythm:
        """The rhythm of `member`, chosen or not."""
        found: Rhythm | None = cls.objects.filter(member=member).first()
        return found or cls(member=member)

    @classmethod
    def choose(cls, member: Member, *, every: str, weekday: int, hour: int) -> Rhythm:
        chosen = {"every": every, "weekday": weekday, "hour": hour}
        with transaction.atomic():
            rhythm, _ = cls.objects.update_or_create(member=member, defaults=chosen)
            log.record("rhythm.chosen", actor=member, subject=member, data=chosen)
        found: Rhythm = rhythm
        return found
