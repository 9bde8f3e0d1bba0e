from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

if TYPE_CHECKING:
    from zwerm.members.models import Member


class HandScope(models.QuerySet["Hand"]):
    def holding(self) -> HandScope:
        """Those that hold now."""
        return self.filter(until__gt=timezone.now())


class Hand(models.Model):
    """A keeper is busy with a row of the desk, so that two do not do the same. It leaves no line: nothing happened yet."""

    #: The name of the section that the row stands in.
    section = models.CharField(max_length=30)
    #: What the row is about.
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    objects = HandScope.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["section", "subject_type", "subject_id"], name="one_hand_a_row")
        ]

    #: Long enough for an answer that somebody thinks about.
    LASTS: ClassVar[timedelta] = timedelta(minutes=30)

    def __str__(self) -> str:
        return f"{self.section} {self.subject_id} in hand of {self.by}"

    @classmethod
    def lay(cls, section: str, subject: models.Model, *, by: Member, over: bool = False) -> Hand:
        """Have the row in hand, unless somebody else has; `over` takes it from them. The hand that holds."""
        now = timezone.now()
        row = {"section": section, "subject_type": subject._meta.label_lower, "subject_id": subject.pk}
        fields = {"by": by, "until": now + cls.LASTS}
        hand, new = cls.objects.get_or_create(**row, defaults=fields)
        if not new:
            free = Q() if over else Q(by=by) | Q(until__lte=now)
            cls.objects.filter(free, pk=hand.pk).update(**fields)
        return cls.objects.select_related("by").get(**row)

    @classmethod
    def forget_past(cls) -> None:
        cls.objects.filter(until__lt=timezone.now()).delete()
