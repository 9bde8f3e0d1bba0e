from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models, transaction

from zwerm.activity.order import Point

if TYPE_CHECKING:
    from zwerm.members.models import Member


class DeskMark(models.Model):
    """How far somebody read at their desk: a place in the log and nothing more, so that no history of reading is kept."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="desk_mark")
    transaction = models.BigIntegerField()
    entry_id = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.member_id} at {self.entry_id}"

    @property
    def point(self) -> Point:
        return self.transaction, self.entry_id

    @classmethod
    def reach(cls, member: Member, to: Point) -> None:
        """Move the mark forward; never back."""
        fields = {"transaction": to[0], "entry_id": to[1]}
        with transaction.atomic():
            mark, new = cls.objects.select_for_update().get_or_create(member=member, defaults=fields)
            if not new and mark.point < to:
                mark.transaction, mark.entry_id = to
                mark.save(update_fields=["transaction", "entry_id"])
