from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from zwerm.activity import log
from zwerm.core.doors import Overtaken
from zwerm.moderation.models.case import Case
from zwerm.moderation.models.decision import Decision

if TYPE_CHECKING:
    from zwerm.members.models import Member


class AnsweredAlready(Overtaken):
    """Somebody else answered this objection."""

    reason = gettext_lazy("Somebody else answered this objection a moment ago.")


class ObjectionScope(models.QuerySet["Objection"]):
    def visible_to(self, person: Any) -> ObjectionScope:
        """Who may answer: who decides in such cases, and did not make this decision."""
        if not person.is_authenticated:
            return self.none()
        cases = Case.objects.visible_to(person)
        return self.filter(decision__case__in=cases.values("pk")).exclude(decision__by=person)

    def waiting(self) -> ObjectionScope:
        return self.filter(answered_at=None).order_by("at", "pk")


class Objection(models.Model):
    """The author does not agree. Another person than who decided looks again, and the answer is final in this house."""

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="objection")
    words = models.TextField(max_length=4000)
    at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    #: Whether the author was right, and all was put back.
    reversed = models.BooleanField(default=False)
    answer = models.TextField(max_length=2000, blank=True)

    objects = ObjectionScope.as_manager()

    def __str__(self) -> str:
        return f"objection to {self.decision}"

    def get_absolute_url(self) -> str:
        return f"/moderation/objections/{self.pk}/"

    @classmethod
    def make(cls, decision: Decision, *, words: str) -> Objection:
        """The author of what was decided about says why it was not right. Once a decision."""
        case = decision.case
        with transaction.atomic():
            case.lock()
            objection, new = cls.objects.get_or_create(decision=decision, defaults={"words": words})
            if new:
                log.record(
                    "objection.made", actor=case.author, subject=objection, place=case.group, target=decision.by,
                    prompted_by=case.line,
                )  # fmt: skip
        return objection

    def close(self, *, by: Member, reversed: bool, answer: str) -> None:
        """Keep the answer; the deed `deciding.answer` puts back what was done.

        Raises:
            AnsweredAlready: by somebody else, meanwhile.
        """
        changed = Objection.objects.filter(pk=self.pk, answered_at=None).update(
            answered_by=by, answered_at=timezone.now(), reversed=reversed, answer=answer
        )
        if not changed:
            raise AnsweredAlready
        self.refresh_from_db()
