from __future__ import annotations

from django.db import models
from django.utils import timezone

from zwerm.moderation.spam.judge import Judge


class Learned(models.Model):
    """What reads like spam here, as it was last learned: one row of weights, of the same size whatever it was learned from."""

    #: Of the features: weights of another version say nothing.
    version = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=timezone.now)
    weights = models.TextField()
    #: By name of a mark, the probability from which it is reached.
    marks = models.JSONField()

    VERSION = 1

    def __str__(self) -> str:
        return f"learned at {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def keep(cls, judge: Judge) -> None:
        values = {"version": cls.VERSION, "at": timezone.now(), "weights": judge.packed(), "marks": judge.marks}
        cls.objects.update_or_create(pk=1, defaults=values)

    @classmethod
    def of_now(cls) -> models.QuerySet[Learned]:
        """The row, if its weights are of this version."""
        return cls.objects.filter(pk=1, version=cls.VERSION)

    @classmethod
    def judge(cls) -> Judge | None:
        """Who judges a text; None as long as too little was decided here to learn from."""
        found = cls.of_now().first()
        return Judge.unpacked(found.weights, found.marks) if found else None
