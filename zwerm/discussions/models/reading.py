"""How far somebody has read, and what they want to hear of. A reading is a position and nothing more: no history of reading is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import pgettext_lazy

from zwerm.activity import log
from zwerm.core.prepared import Prepared
from zwerm.core.statements import write
from zwerm.discussions.models.topic import Topic
from zwerm.notifications import bell

if TYPE_CHECKING:
    from zwerm.members.models import Member

FORWARD = """
INSERT INTO discussions_reading (member_id, topic_id, number) VALUES (%s, %s, %s)
ON CONFLICT (member_id, topic_id) DO UPDATE SET number = excluded.number
WHERE discussions_reading.number < excluded.number
"""
STEP = """
INSERT INTO discussions_progress (member_id, steps) VALUES (%s, 1)
ON CONFLICT (member_id) DO UPDATE SET steps = discussions_progress.steps + 1
"""


class Reading(models.Model):
    """The number of the last post of a topic that somebody has read."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="readings", db_index=False)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="readings")
    number = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["member", "topic"], name="one_reading")
        ]

    def __str__(self) -> str:
        return f"{self.member} at {self.topic_id}#{self.number}"

    @classmethod
    def reach(cls, member: Member, topic: Topic, number: int) -> None:
        """Move the position forward to `number`; never back."""
        with transaction.atomic(savepoint=False):
            cls.advance(member, topic, number)
            Progress.step(member)

    @classmethod
    def advance(cls, member: Member, topic: Topic, number: int) -> None:
        """The same inside a verb of the member's, whose line in the log tells all that the count of steps would."""
        write(FORWARD, member.pk, topic.pk, number)
        member.forget()

    @classmethod
    def rewind(cls, member: Member, topic: Topic, number: int) -> None:
        """Mark as unread from `number` on."""
        with transaction.atomic():
            cls.objects.update_or_create(member=member, topic=topic, defaults={"number": max(number - 1, 0)})
            Progress.step(member)

    @classmethod
    def catch_up(cls, member: Member, topics: models.QuerySet[Topic]) -> None:
        """Everything in `topics` counts as read."""
        positions = [
            Reading(member=member, topic_id=key, number=number)
            for key, number in topics.values_list("pk", "last_number")
        ]
        with transaction.atomic():
            Reading.objects.bulk_create(
                positions,
                update_conflicts=True,
                unique_fields=["member", "topic"],
                update_fields=["number"],
                batch_size=500,
            )
            Progress.step(member)


class Progress(models.Model):
    """How often somebody's readings changed. They leave no line in the log; who remembers what is new for them sees it by this."""

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="reading_progress"
    )
    steps = models.PositiveBigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.member}: {self.steps}"

    @classmethod
    def step(cls, member: Member) -> None:
        write(STEP, member.pk)
        member.forget()

    @classmethod
    def of(cls, member: Member) -> int:
        return member.once(cls, lambda: cls._ask(member))

    @classmethod
    def _ask(cls, member: Member) -> int:
        """Every page asks this, and with it whether the bell in its frame rings."""
        ((steps, rings),) = _progress(member=member.pk)
        bell.told(member, rings)
        return steps or 0

    @classmethod
    def told(cls, member: Member, steps: int) -> None:
        """Another question brought the answer along."""
        member.once(cls, lambda: steps)


_me = OuterRef("pk")
_progress = Prepared(
    lambda member: (
        get_user_model()
        ._base_manager.filter(pk=member)
        .values_list(Subquery(Progress.objects.filter(member=_me).values("steps")), bell.rings_for(_me))
    )
)


class Watch(models.Model):
    """Somebody wants to hear of a topic, or not. Who wrote in it or was named hears of it until they mute it."""

    class Level(models.TextChoices):
        FOLLOW = "follow", pgettext_lazy("watching a topic", "follow")
        MUTE = "mute", pgettext_lazy("watching a topic", "mute")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="watches", db_index=False)
    topic = models.ForeignKey(Topic, models.CASCADE, related_name="watches")
    level = models.CharField(max_length=6, choices=Level)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["member", "topic"], name="one_watch")
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.level} {self.topic_id}"

    @classmethod
    def choose(cls, topic: Topic, level: str, *, by: Member) -> Watch:
        with transaction.atomic():
            watch, _ = cls.objects.update_or_create(topic=topic, member=by, defaults={"level": level})
            log.record(
                f"topic.{'followed' if level == cls.Level.FOLLOW else 'muted'}",
                actor=by,
                subject=topic,
                place=topic.group,
            )
        return watch

    def end(self) -> None:
        with transaction.atomic():
            log.record("topic.unwatched", actor=self.member, subject=self.topic, place=self.topic.group)
            self.delete()
