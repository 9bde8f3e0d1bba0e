from __future__ import annotations

import time

from django.db import models


class Pace(models.Model):
    """Until when somebody has used up one limit of pace (limits.py). Whose it is cannot be read from the key."""

    key = models.CharField(primary_key=True, max_length=40)
    #: Seconds since 1970.
    used_until = models.FloatField()

    def __str__(self) -> str:
        return self.key

    @classmethod
    def forget_past(cls) -> None:
        """Rows that hold nobody back any more."""
        cls.objects.filter(used_until__lt=time.time()).delete()
