from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from zwerm.activity import log
from zwerm.moderation.holding import NOTHING, Limits
from zwerm.moderation.models.holding_rules import HoldingRules

if TYPE_CHECKING:
    from zwerm.groups.models import Group
    from zwerm.members.models import Member


class StartingRules(models.Model):
    """The rules with which each new group starts; one row, and none before an administrator set them. Who moderates a group changes
    its own afterwards, and groups that are there keep theirs.
    """

    first = models.PositiveSmallIntegerField(default=0)
    links = models.PositiveSmallIntegerField(default=0)
    spam = models.CharField(max_length=10, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.limits)

    @classmethod
    def put(cls, limits: Limits, *, by: Member) -> None:
        with transaction.atomic():
            values = asdict(limits)
            rules, _new = cls.objects.update_or_create(pk=1, defaults={**values, "by": by, "at": timezone.now()})
            log.record("starting_rules.set", actor=by, subject=rules, data=values)

    @classmethod
    def standing(cls) -> Limits:
        rules = cls.objects.filter(pk=1).first()
        return rules.limits if rules else NOTHING

    @classmethod
    def begin(cls, group: Group, by: Member) -> None:
        """A group is started: from its first post on these rules hold there."""
        limits = cls.standing()
        if limits.holds_any:
            HoldingRules.put(group, limits, by=by)

    @property
    def limits(self) -> Limits:
        return Limits(self.first, self.links, self.spam)
