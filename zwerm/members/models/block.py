from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from zwerm.activity import log

if TYPE_CHECKING:
    from zwerm.members.models.member import Member


class BlockScope(models.QuerySet["Block"]):
    def visible_to(self, person: Any) -> BlockScope:
        """Only who put up a block knows of it."""
        return self.filter(blocker=person) if person.is_authenticated else self.none()


class Block(models.Model):
    """Somebody keeps somebody else away: no mention, invitation or thanks of theirs reaches me, and I need not read them."""

    blocker = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="blocked_by")
    at = models.DateTimeField(default=timezone.now)

    objects = BlockScope.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="one_block"),
            models.CheckConstraint(condition=~models.Q(blocker=models.F("blocked")), name="nobody_blocks_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.blocker} blocks {self.blocked}"

    @classmethod
    def put_up(cls, *, by: Member, against: Member) -> Block:
        with transaction.atomic():
            block, new = cls.objects.get_or_create(blocker=by, blocked=against)
            if new:
                log.record("block.put_up", actor=by, subject=block)
        return block

    def take_down(self) -> None:
        with transaction.atomic():
            log.record("block.taken_down", actor=self.blocker, subject=self)
            self.delete()

    @classmethod
    def between(cls, one: Member, other: Member) -> bool:
        """Whether either of the two keeps the other away."""
        pair = models.Q(blocker=one, blocked=other) | models.Q(blocker=other, blocked=one)
        return cls.objects.filter(pair).exists()
