from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from zwerm.activity import log
from zwerm.core.doors import Overtaken
from zwerm.importing.models.move import ImportedRecord
from zwerm.privacy import moving

if TYPE_CHECKING:
    from zwerm.members.models import Member


class AlreadyAnswered(Overtaken):
    """Somebody else answered this claim before."""

    reason = gettext_lazy("This claim was answered or taken back a moment ago.")


class ClaimScope(models.QuerySet["Claim"]):
    def visible_to(self, person: Any) -> ClaimScope:
        """One's own claims; an administrator, who answers them, sees all."""
        if not person.is_authenticated:
            return self.none()
        if person.holds("administrator"):
            return self.all()
        return self.filter(member=person)

    def waiting(self) -> ClaimScope:
        return self.filter(state=Claim.State.WAITING)


class Claim(models.Model):
    """A member says of a profile that nobody claimed yet: that is me."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("state of a claim", "waiting")
        ACCEPTED = "accepted", pgettext_lazy("state of a claim", "accepted")
        DECLINED = "declined", pgettext_lazy("state of a claim", "declined")
        WITHDRAWN = "withdrawn", pgettext_lazy("state of a claim", "withdrawn")

    placeholder = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="claims_on")
    #: The name that was claimed; it stays when the placeholder is gone.
    name = models.CharField(max_length=80)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="claims")
    note = models.TextField(blank=True, max_length=1000)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimScope.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["placeholder", "member"], condition=models.Q(state="waiting"), name="one_waiting_claim"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} = {self.name}: {self.state}"

    @classmethod
    def make(cls, placeholder: Member, *, by: Member, note: str = "") -> Claim:
        """Say that this is you; saying it twice keeps the first."""
        with transaction.atomic():
            claim, new = cls.objects.get_or_create(
                placeholder=placeholder,
                member=by,
                state=cls.State.WAITING,
                defaults={"name": placeholder.name, "note": note},
            )
            if new:
                log.record("claim.made", actor=by, subject=claim, target=placeholder)
        return claim

    def accept(self, *, by: Member) -> None:
        """Everything of the placeholder becomes the member's, and the placeholder goes; other claims on it are declined.

        Raises:
            AlreadyAnswered: somebody else was first.
        """
        with transaction.atomic():
            placeholder = self._answer(self.State.ACCEPTED, by)
            for other in placeholder.claims_on.waiting():
                other.decline(by=by)
            placeholder.claims_on.update(placeholder=None)
            imported = ImportedRecord.objects.filter(
                subject_type=placeholder._meta.label_lower, subject_id=placeholder.pk
            )
            imported.update(subject_id=self.member_id)
            moving.move(placeholder, self.member)
            log.record("claim.accepted", actor=by, subject=self, target=self.member, data={"name": self.name})
            placeholder.delete()

    def decline(self, *, by: Member) -> None:
        with transaction.atomic():
            self._answer(self.State.DECLINED, by)
            log.record("claim.declined", actor=by, subject=self, target=self.member, data={"name": self.name})

    def withdraw(self) -> None:
        with transaction.atomic():
            self._answer(self.State.WITHDRAWN, self.member)
            log.record("claim.withdrawn", actor=self.member, subject=self)

    def _answer(self, state: str, by: Member) -> Member:
        """Give the answer, once; the placeholder that was claimed."""
        held = Claim.objects.select_for_update().filter(pk=self.pk).first()
        if held is None or held.state != self.State.WAITING or held.placeholder is None:
            raise AlreadyAnswered
        placeholder = held.placeholder
        self.state, self.answered_by, self.answered_at, self.placeholder = state, by, timezone.now(), None
        self.save(update_fields=["state", "answered_by", "answered_at", "placeholder"])
        return placeholder
