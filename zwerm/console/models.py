from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone


class Figure(models.Model):
    """A table about people as the privacy gate let it through, for one period.

    Only what may be seen is kept, and never who was in it. It is not made again within its period: two tables a day apart
    would tell who came in between.
    """

    name = models.CharField(max_length=40)
    #: The first day of the period.
    period = models.DateField()
    made_at = models.DateTimeField(default=timezone.now)
    #: One line a cell, `{"key", "state", "value", "low", "high"}`; the total is the first.
    cells = models.JSONField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["name", "period"], name="one_figure_a_period")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.period}"

    @property
    def is_empty(self) -> bool:
        """Nothing could be shown, so there is nothing to compare the next one with."""
        return self.cells[0]["value"] is None
