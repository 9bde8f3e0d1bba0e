from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from zwerm.activity import log
from zwerm.groups.models import Group

if TYPE_CHECKING:
    from zwerm.members.models import Member


class ImportScope(models.QuerySet["Import"]):
    def visible_to(self, person: Any) -> ImportScope:
        """What was moved in is for those who keep the site."""
        if person.is_authenticated and person.holds("administrator"):
            return self.all()
        return self.none()


class Import(models.Model):
    """One archive that moves into one group. A second run, or a later archive of the same place, goes on with it."""

    class State(models.TextChoices):
        RUNNING = "running", pgettext_lazy("state of an import", "under way, or broken off")
        STOPPED = "stopped", pgettext_lazy("state of an import", "stopped halfway")
        DONE = "done", pgettext_lazy("state of an import", "done")
        KEPT = "kept", pgettext_lazy("state of an import", "undone, except what members went on with")

    source = models.CharField(max_length=30)
    #: Names the place that the archive was taken from; the same in every archive of that place.
    origin = models.CharField(max_length=64)
    name = models.CharField(max_length=80)
    group = models.ForeignKey(Group, models.CASCADE, related_name="imports")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    #: The report of the last run that came to its end; see `report.py`.
    report = models.JSONField(default=dict)

    objects = ImportScope.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["source", "origin", "group"], name="one_import_of_an_origin_in_a_group")
        ]

    def __str__(self) -> str:
        return f"{self.name} → {self.group}"

    def go_on(self) -> None:
        self.state, self.ended_at = self.State.RUNNING, None
        self.save(update_fields=["state", "ended_at"])

    def stop(self) -> None:
        """The work broke off; the same command goes on with it."""
        self.state, self.ended_at = self.State.STOPPED, timezone.now()
        self.save(update_fields=["state", "ended_at"])

    def finish(self, report: dict[str, Any], *, by: Member | None) -> None:
        """Everything came along; the log keeps one line for the whole of it."""
        with transaction.atomic():
            self.state, self.ended_at, self.report = self.State.DONE, timezone.now(), report
            self.save(update_fields=["state", "ended_at", "report"])
            log.record("import.finished", actor=by, subject=self, place=self.group, data=report)


class ImportedRecordScope(models.QuerySet["ImportedRecord"]):
    def by_key(self, keys: Iterable[str]) -> dict[str, int]:
        """The keys among these that came before, each with the id of what it became."""
        return dict(self.filter(key__in=list(keys)).values_list("key", "subject_id"))


class ImportedRecord(models.Model):
    """What one thing of an archive became here. It makes a second run do nothing, and undo exact."""

    move = models.ForeignKey(Import, models.CASCADE, related_name="records")
    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=120)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    #: What the archive told that has no column here: `{"licence": "CC BY-SA 4.0", "tags": ["work"]}`.
    data = models.JSONField(default=dict)

    objects = ImportedRecordScope.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["move", "key"], name="one_record_for_a_key")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_type", "subject_id"], name="imported_subject"),
            models.Index(fields=["move", "kind"], name="imported_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.key} → {self.subject_type}:{self.subject_id}"
