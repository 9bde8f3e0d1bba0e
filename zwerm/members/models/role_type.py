from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language


class RoleType(models.Model):
    """What somebody says of their own work. The site edits the list; "prefer not to say" is always in it."""

    #: The slug of the choice that cannot be removed.
    NOT_SAID: ClassVar[str] = "not-said"

    slug = models.SlugField(max_length=40, unique=True)
    label_en = models.CharField(max_length=60)
    label_nl = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar[list[str]] = ["position", "pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The label in the reader's language."""
        return self.label_nl if (get_language() or "").startswith("nl") else self.label_en
