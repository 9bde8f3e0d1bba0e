from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from zwerm.activity import log
from zwerm.groups.models import Group
from zwerm.moderation.holding import Limits

if TYPE_CHECKING:
    from zwerm.members.models import Member


class HoldingRules(models.Model):
    """What waits in a group before others read it: who set that, and when. A group without such a row lets everything pass."""

    group = models.OneToOneField(Group, models.CASCADE, primary_key=True, related_name="holding_rules")
    first = models.PositiveSmallIntegerField(default=0)
    links = models.PositiveSmallIntegerField(default=0)
    spam = models.CharField(max_length=10, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.group_id}: {self.limits}"

    @classmethod
    def put(cls, group: Group, limits: Limits, *, by: Member) -> None:
        """From now on this waits in `group`; what waits already goes on waiting. Every process forgets what it knew of rules."""
        values = asdict(limits)
        with transaction.atomic():
            if limits.holds_any:
                cls.objects.update_or_create(group=group, defaults={**values, "by": by, "at": timezone.now()})
            else:
                cls.objects.filter(group=group).delete()
            log.record("rules.set", actor=by, subject=group, place=group, data=values)

    @property
    def limits(self) -> Limits:
        return Limits(self.first, self.links, self.spam)
