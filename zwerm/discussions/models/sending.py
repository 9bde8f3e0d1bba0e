from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils import timezone

from zwerm.core.statements import write

if TYPE_CHECKING:
    from zwerm.discussions.models.post import Post
    from zwerm.members.models import Member

#: After this a device asks before it sends what waited on it, see `waiting/deliver.js`: no form comes back later by itself.
KEPT = timedelta(days=60)
NOTE = "INSERT INTO discussions_sending (member_id, form, post_id, at) VALUES (%s, %s, %s, %s)"


class Sending(models.Model):
    """A form that came in, by the number that the browser gave it, and the post it wrote.

    What waited for the network on somebody's device may come more than once; it writes once. A sending is not something that
    happened: it leaves no line in the log.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sendings", db_index=False)
    form = models.UUIDField()
    post = models.ForeignKey("discussions.Post", models.CASCADE, related_name="sendings")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["member", "form"], name="one_sending_a_form")
        ]

    def __str__(self) -> str:
        return str(self.form)

    @classmethod
    def note(cls, member: Member, form: str, post: Post) -> None:
        """Remember that this form wrote this post."""
        write(NOTE, member.pk, UUID(form), post.pk, timezone.now())

    @classmethod
    def forget_past(cls) -> None:
        """Forget the forms that are too old to come again."""
        cls.objects.filter(at__lt=timezone.now() - KEPT).delete()
