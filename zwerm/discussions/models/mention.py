from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Mention(models.Model):
    """A post names a member."""

    post = models.ForeignKey("discussions.Post", models.CASCADE, related_name="mentions", db_index=False)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentions")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["post", "member"], name="one_mention")
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.post}"
