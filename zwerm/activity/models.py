from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from zwerm.activity.order import BEGINNING, CurrentTransaction, Point


class Entry(models.Model):
    """One line of the log. It is written once, in the transaction of what it tells, and never changed."""

    class Source(models.TextChoices):
        WEB = "web", pgettext_lazy("source of an entry", "web")
        API = "api", pgettext_lazy("source of an entry", "API")
        MAIL = "mail", pgettext_lazy("source of an entry", "mail")
        IMPORT = "import", pgettext_lazy("source of an entry", "import")

    at = models.DateTimeField(default=timezone.now, db_index=True)
    verb = models.CharField(max_length=60)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    place_id = models.BigIntegerField(null=True)
    target = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    prompted_by = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    source = models.CharField(max_length=10, choices=Source)
    data = models.JSONField(default=dict)
    #: Filled by the database: which transaction wrote the line. With the id it is the order of the log, see order.py.
    transaction = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["transaction", "id"], name="entry_order"),
            models.Index(fields=["subject_type", "subject_id"], name="entry_subject"),
            models.Index(fields=["verb", "at"], name="entry_verb"),
            models.Index(fields=["place_id", "at"], name="entry_place"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type}:{self.subject_id}"


class Kept(models.QuerySet[Any]):
    """The house's own machinery: seen by who keeps the community, and by nobody else."""

    def visible_to(self, person: Any) -> Kept:
        return self if person.is_authenticated and person.holds("administrator") else self.none()


class Cursor(models.Model):
    """How far a reader has read, and how it fares."""

    reader = models.CharField(max_length=60, unique=True)
    transaction = models.BigIntegerField(default=BEGINNING)
    entry_id = models.BigIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    retry_at = models.DateTimeField(default=timezone.now)

    objects = Kept.as_manager()

    #: Seconds before a failing reader tries again: doubled for each failure, up to five minutes.
    LONGEST_WAIT: ClassVar[int] = 300

    def __str__(self) -> str:
        return self.reader

    @property
    def point(self) -> Point:
        """The place of the last line that was read."""
        return self.transaction, self.entry_id

    def move(self, to: Point) -> None:
        """Everything up to `to` was read."""
        self.transaction, self.entry_id = to
        self.read_at, self.failures, self.last_error = timezone.now(), 0, ""
        self.save()

    @property
    def is_ready(self) -> bool:
        """Whether it need not wait. A wait that is longer than any was left by a clock that stood wrong, and does not count."""
        now = timezone.now()
        return not self.failures or not now < self.retry_at <= now + timedelta(seconds=self.LONGEST_WAIT)

    def failed(self, error: Exception, line: Entry | None = None) -> None:
        """Remember the failure and wait a while; the cursor itself stays where it was, so nothing is skipped."""
        wait = min(2 ** min(self.failures, 10), self.LONGEST_WAIT)
        self.failures += 1
        where = f" (at line {line.pk}, {line})" if line else ""
        self.last_error = f"{type(error).__name__}: {error}{where}"[:2000]
        self.retry_at = timezone.now() + timedelta(seconds=wait)
        self.save(update_fields=["failures", "last_error", "retry_at"])

    def hurry(self) -> None:
        """Try again now."""
        self.retry_at = timezone.now()
        self.save(update_fields=["retry_at"])

    def rewind(self) -> None:
        """Read everything again from the first entry."""
        self.transaction, self.entry_id, self.failures = BEGINNING, 0, 0
        self.retry_at = timezone.now()
        self.save()


class Heartbeat(models.Model):
    """A worker's sign of life."""

    worker = models.CharField(max_length=100, unique=True)
    at = models.DateTimeField(default=timezone.now)

    #: A worker that was silent for longer is taken for dead.
    PATIENCE: ClassVar[timedelta] = timedelta(seconds=60)

    def __str__(self) -> str:
        return self.worker

    @classmethod
    def beat(cls, worker: str) -> None:
        cls.objects.update_or_create(worker=worker, defaults={"at": timezone.now()})
        cls.objects.filter(at__lt=timezone.now() - timedelta(days=1)).delete()

    @classmethod
    def alive(cls) -> bool:
        """Whether some worker gave a sign lately; one from the future was left by a clock that stood wrong."""
        now = timezone.now()
        return cls.objects.filter(at__gt=now - cls.PATIENCE, at__lt=now + cls.PATIENCE).exists()


class Delivery(models.Model):
    """Something that leaves the building. It is written with the reader's cursor, and tried until it arrives."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("state of a delivery", "waiting")
        SENT = "sent", pgettext_lazy("state of a delivery", "sent")
        GIVEN_UP = "given_up", pgettext_lazy("state of a delivery", "given up")

    #: Idempotency: the same key is never delivered twice.
    key = models.CharField(max_length=200, unique=True)
    channel = models.CharField(max_length=20)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    payload = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    objects = Kept.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "retry_at"], name="delivery_due")]

    #: Waits between attempts, about two days in all.
    WAITS: ClassVar[list[timedelta]] = [timedelta(minutes=m) for m in (1, 5, 15, 60, 240, 720, 1440)]

    #: What a message said is kept this long after it was put in the outbox.
    KEPT: ClassVar[timedelta] = timedelta(days=30)

    def __str__(self) -> str:
        return self.key

    def try_again(self) -> None:
        """Begin anew with something that was given up."""
        self.state, self.attempts, self.retry_at = self.State.WAITING, 0, timezone.now()
        self.save(update_fields=["state", "attempts", "retry_at"])

    def arrived(self) -> None:
        self.state, self.sent_at, self.last_error = self.State.SENT, timezone.now(), ""
        self.attempts += 1
        self.save(update_fields=["state", "sent_at", "last_error", "attempts"])

    def failed(self, error: Exception, wait: timedelta = timedelta(0)) -> None:
        """Try again, not before `wait` is over; after the last of our own waits, give up and keep the reason for the operator."""
        waits = self.WAITS[self.attempts : self.attempts + 1]
        self.state = self.State.WAITING if waits else self.State.GIVEN_UP
        self.retry_at = timezone.now() + (max(waits[0], wait) if waits else timedelta(0))
        self.attempts += 1
        self.last_error = f"{type(error).__name__}: {error}"[:2000]
        self.save(update_fields=["state", "retry_at", "last_error", "attempts"])

    @classmethod
    def empty_old(cls) -> None:
        """Forget what was sent a month ago; the key stays, so that it is never sent again."""
        past = timezone.now() - cls.KEPT
        cls.objects.exclude(state=cls.State.WAITING).filter(created_at__lt=past).exclude(payload={}).update(payload={})
