from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from zwerm.activity.deliveries import CLAIM, NotYet
from zwerm.activity.models import Kept
from zwerm.core.statements import write

_TAKE = """
    INSERT INTO notifications_handing (member_id, until) VALUES (%s, %s)
    ON CONFLICT (member_id) DO UPDATE SET until = excluded.until WHERE notifications_handing.until < %s
    RETURNING member_id
"""
_GIVE_BACK = "DELETE FROM notifications_handing WHERE member_id = %s AND until = %s"


class Handing(models.Model):
    """Something is being handed over to this member. What else there is for them waits until it is known what that told them.

    One letter tells all that is to be told of a conversation, and a day has so many: both can only be known one after the other,
    also where several workers send.
    """

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    #: A process that died has it no longer than until then.
    until = models.DateTimeField()

    objects: ClassVar[Any] = Kept.as_manager()

    def __str__(self) -> str:
        return f"{self.member_id} until {self.until}"

    @classmethod
    @contextmanager
    def to(cls, member: int) -> Iterator[None]:
        """Inside, nobody else hands anything to this member.

        Raises:
            NotYet: somebody does.
        """
        now = timezone.now()
        until = now + CLAIM
        if not write(_TAKE, member, until, now):
            raise NotYet
        try:
            yield
        finally:
            write(_GIVE_BACK, member, until)
