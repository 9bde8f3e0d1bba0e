"""When something reaches somebody, and how often a digest comes."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class When(models.TextChoices):
    AT_ONCE = "at_once", pgettext_lazy("when notices come", "At once")
    DIGEST = "digest", pgettext_lazy("when notices come", "In the digest")
    HERE = "here", pgettext_lazy("when notices come", "Only here")
    NEVER = "never", pgettext_lazy("when notices come", "Never")

    @property
    def leaves(self) -> bool:
        """Whether it leaves the house at all; what does not may stand in the page."""
        return self in (When.AT_ONCE, When.DIGEST)


class Every(models.TextChoices):
    DAY = "day", pgettext_lazy("how often a digest comes", "Every day")
    WEEK = "week", pgettext_lazy("how often a digest comes", "Every week")
    NEVER = "never", pgettext_lazy("how often a digest comes", "Never")
