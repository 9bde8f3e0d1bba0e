from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar, NamedTuple

from django.db import models
from django.utils import timezone


class Row(NamedTuple):
    """What of a document is weighed and shown: some hundred of these are made for one question."""

    pk: int
    source: str
    key: int
    thread: int
    place: int | None
    weight: float
    at: datetime
    title: str
    body: str
    parts: str
    marks: str

    def without_texts(self) -> Row:
        return Row._make((*self[:7], "", "", "", self.marks))


class Document(models.Model):
    """What is found: the terms of one record, or of that part of it that is for one circle of readers.

    The database keeps the index itself in step with these rows (engines/), so whatever changes a row has changed the index.
    """

    #: The name under which a room registered its records, and the key of one of them.
    source = models.CharField(max_length=30)
    key = models.BigIntegerField()
    part = models.PositiveSmallIntegerField(default=0)
    #: Documents of one thread are shown as one hit.
    thread = models.BigIntegerField()
    #: The key of the group in which it stands.
    place = models.BigIntegerField(null=True)
    #: How much more it counts than others: a solution is what one looks for.
    weight = models.FloatField(default=1)
    at = models.DateTimeField()
    #: Terms, each between two spaces: of a title and what its words also say, of a text, what else finds it (parts of compounds), and marks.
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    parts = models.TextField(blank=True)
    marks = models.TextField(blank=True)
    #: The words of it all as they were written, each once: in how many texts a word stands is counted down by them.
    said = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "key", "part"], name="one_document")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["source", "thread", "key"], name="documents_of_thread"),
            models.Index(fields=["source", "place", "key"], name="documents_of_place"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.key}"

    @classmethod
    def counts(cls) -> list[tuple[str, int]]:
        """How many documents there are of each source."""
        counted = cls.objects.order_by("source").values("source").annotate(count=models.Count("pk"))
        return list(counted.values_list("source", "count"))


class Word(models.Model):
    """A word of this community, folded, and in how many documents it stands: what is rare tells more."""

    word = models.CharField(max_length=64, unique=True)
    #: As it was written.
    texts = models.IntegerField(default=0)
    #: As a term.
    documents = models.IntegerField(default=0)

    def __str__(self) -> str:
        return self.word


class Vocabulary(models.Model):
    """How many words were known here when all texts were last gone over: one row, or none."""

    words = models.PositiveIntegerField()
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return str(self.words)


class Sweep(models.Model):
    """The records of a source are gone over again, in the order of their keys: all of them, or those of a place, a thread or an author."""

    #: How long a piece that failed is left alone.
    WAIT: ClassVar[timedelta] = timedelta(minutes=1)

    class Scope(models.TextChoices):
        ALL = "all"
        PLACE = "place"
        THREAD = "thread"
        AUTHOR = "author"

    source = models.CharField(max_length=30)
    scope = models.CharField(max_length=6, choices=Scope, default=Scope.ALL)
    #: The key of the place, thread or author.
    of = models.BigIntegerField(default=0)
    #: The last key that was gone over.
    after = models.BigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    stopped = models.BooleanField(default=False)
    #: What was wrong with the piece that comes next, and when it is tried again.
    last_error = models.TextField(blank=True)
    retry_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "scope", "of"], name="one_sweep")
        ]

    def __str__(self) -> str:
        return f"{self.source} of {self.scope} {self.of}"

    @classmethod
    def over(cls, source: str, scope: str = Scope.ALL, of: int = 0) -> Sweep:
        """Have these records gone over again, from the first one."""
        sweep, _new = cls.objects.update_or_create(
            source=source, scope=scope, of=of, defaults={**_anew(), "after": 0, "done": 0, "total": 0}
        )
        return sweep

    @classmethod
    def go_on(cls) -> None:
        """Let those of everything go on that were stopped, and try again now what failed."""
        cls.objects.filter(scope=cls.Scope.ALL).update(**_anew())

    @classmethod
    def stop(cls) -> int:
        """Let those of everything go no further; how many there are."""
        return cls.objects.filter(scope=cls.Scope.ALL).update(stopped=True)

    def failed(self, error: Exception) -> None:
        """Leave this piece as it was, and try it again after a while; others go on meanwhile."""
        self.last_error = f"{type(error).__name__}: {error}"[:2000]
        self.retry_at = timezone.now() + self.WAIT
        self.save(update_fields=["last_error", "retry_at"])


def _anew() -> dict[str, object]:
    """Of a sweep that was stopped, or failed: as if it had not."""
    return {"stopped": False, "last_error": "", "retry_at": timezone.now()}
