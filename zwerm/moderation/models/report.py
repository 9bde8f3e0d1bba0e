from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from zwerm.activity import log
from zwerm.moderation.matters import Matter
from zwerm.moderation.models.case import Case
from zwerm.moderation.reasons import URGENT, Reason

if TYPE_CHECKING:
    from zwerm.members.models import Member


class ReportScope(models.QuerySet["Report"]):
    def visible_to(self, person: Any) -> ReportScope:
        """One's own; who decides reads those of a case through the case."""
        return self.filter(reporter=person) if person.is_authenticated else self.none()


class Report(models.Model):
    """Somebody says what is wrong with a thing. Their name is for who decides, and never for its author."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="reports", db_index=False)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="reports")
    reason = models.CharField(max_length=12, choices=Reason)
    words = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = ReportScope.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "reporter"], name="one_report_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.case}: {self.reason}"

    @classmethod
    def make(cls, matter: Matter, subject: Any, *, by: Member, reason: str, words: str = "") -> Report:
        """Report a thing. A second report by the same person of what still waits says it anew."""
        with transaction.atomic():
            case = Case.about(matter, subject, urgent=reason in URGENT)
            report, _new = cls.objects.update_or_create(
                case=case, reporter=by, defaults={"reason": reason, "words": words, "at": timezone.now()}
            )
            log.record("report.made", actor=by, subject=case, place=case.group, data={"reason": reason})
        return report

    @property
    def says(self) -> str:
        return str(Reason(self.reason).label)
