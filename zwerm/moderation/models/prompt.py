from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from zwerm.activity import log
from zwerm.activity.models import Entry
from zwerm.groups.models import Group

if TYPE_CHECKING:
    from zwerm.members.models import Member


class Prompt(models.Model):
    """A line of the log in which a keeper did something to get somebody else to act: for a week, what follows it says so."""

    line = models.OneToOneField(Entry, models.DO_NOTHING, related_name="+", db_constraint=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    #: What one answers in or changes: a conversation, a post.
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    group = models.ForeignKey(Group, models.CASCADE, null=True, related_name="+")
    #: Whom alone it asks; null for whoever is there.
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now, db_index=True)

    #: A line says only for so long what led to it (`Entry.prompted_by`).
    LASTS: ClassVar[timedelta] = timedelta(days=7)

    def __str__(self) -> str:
        return f"{self.by} by line {self.line_id}"

    @classmethod
    def make(
        cls, line: Entry, about: models.Model, *, by: Member, group: Group | None, whom: Member | None = None
    ) -> Prompt:
        """`line` tells what `by` did about a conversation or post; what comes of it says so from now on."""
        subject = {"subject_type": about._meta.label_lower, "subject_id": about.pk}
        with transaction.atomic():
            prompt = cls.objects.create(line=line, by=by, group=group, member=whom, at=line.at, **subject)
            log.record("prompt.made", actor=by, subject=prompt, place=group, target=whom)
        return prompt

    @classmethod
    def forget_past(cls) -> None:
        cls.objects.filter(at__lt=timezone.now() - cls.LASTS).delete()
