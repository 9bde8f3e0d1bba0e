from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from zwerm.activity import log
from zwerm.core.doors import Overtaken
from zwerm.groups.models.group import Group
from zwerm.groups.models.group_role import in_groups_kept_by

if TYPE_CHECKING:
    from zwerm.members.models import Member


class JoinRequestScope(models.QuerySet["JoinRequest"]):
    def visible_to(self, person: Any) -> JoinRequestScope:
        """One's own requests, and those to groups that one leads or moderates."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(models.Q(member=person) | in_groups_kept_by(person))

    def waiting(self) -> JoinRequestScope:
        return self.filter(state=JoinRequest.State.WAITING)


class JoinRequest(models.Model):
    """Somebody asks to be in a group, and gets an answer."""

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("state of a request", "waiting")
        ACCEPTED = "accepted", pgettext_lazy("state of a request", "accepted")
        DECLINED = "declined", pgettext_lazy("state of a request", "declined")
        REDIRECTED = "redirected", pgettext_lazy("state of a request", "pointed to another group")
        WITHDRAWN = "withdrawn", pgettext_lazy("state of a request", "withdrawn")

    group = models.ForeignKey(Group, models.CASCADE, related_name="requests")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="join_requests")
    message = models.TextField(blank=True, max_length=1000)
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True, max_length=1000)
    redirected_to = models.ForeignKey(Group, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = JoinRequestScope.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["group", "member"], condition=models.Q(state="waiting"), name="one_waiting_request"
            )
        ]

    def __str__(self) -> str:
        return f"{self.member} → {self.group}: {self.state}"

    @classmethod
    def ask(cls, group: Group, *, by: Member, message: str = "") -> JoinRequest:
        """Ask to be let in; asking again while one waits keeps the first."""
        with transaction.atomic():
            request, new = cls.objects.get_or_create(
                group=group, member=by, state=cls.State.WAITING, defaults={"message": message}
            )
            if new:
                log.record("request.asked", actor=by, subject=request, place=group)
        return request

    def accept(self, *, by: Member, answer: str = "") -> None:
        with transaction.atomic():
            self._answer(self.State.ACCEPTED, by, answer)
            self.group.let_in(self.member, source="request", by=by)

    def decline(self, *, by: Member, answer: str = "") -> None:
        self._answer(self.State.DECLINED, by, answer)

    def redirect(self, to: Group, *, by: Member, answer: str = "") -> None:
        """Point to a group that fits better; where that one is open to all, they are let in there at once."""
        self.redirected_to = to
        with transaction.atomic():
            self._answer(self.State.REDIRECTED, by, answer)
            if to.joining == Group.Joining.OPEN:
                to.let_in(self.member, source="request", by=by)

    def withdraw(self) -> None:
        self._answer(self.State.WITHDRAWN, self.member, "")

    def _answer(self, state: str, by: Member, answer: str) -> None:
        given = {"state": state, "answered_by": by, "answered_at": timezone.now(), "answer": answer}
        with transaction.atomic():
            waiting = JoinRequest.objects.filter(pk=self.pk, state=self.State.WAITING)
            if not waiting.update(**given, redirected_to=self.redirected_to):
                raise AlreadyAnswered
            for name, value in given.items():
                setattr(self, name, value)
            log.record(f"request.{state}", actor=by, subject=self, place=self.group, target=self.member)


class AlreadyAnswered(Overtaken):
    """Somebody else answered this request before."""

    reason = gettext_lazy("This request was answered or withdrawn a moment ago, by somebody else.")
