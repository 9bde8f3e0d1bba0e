from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from zwerm.activity import log
from zwerm.core.doors import Overtaken

if TYPE_CHECKING:
    from zwerm.members.models.member import Member


class RoleScope(models.QuerySet["Role"]):
    def visible_to(self, person: Any) -> RoleScope:
        """Who keeps what, and kept it before, is known to every member."""
        return self if person.is_authenticated else self.none()

    def at(self, moment: datetime | None = None) -> RoleScope:
        """Roles in force at `moment`, or now: numbers need the role somebody had then, not today's."""
        moment = moment or timezone.now()
        return self.filter(
            Q(until=None) | Q(until__gt=moment), Q(ended_at=None) | Q(ended_at__gt=moment), since__lte=moment
        )

    def past(self) -> RoleScope:
        """Roles that are in force no more."""
        return self.exclude(pk__in=Role.objects.at().values("pk"))


class Role(models.Model):
    """Somebody keeps something for the whole community, for a term. Rows are ended, never removed: they are the history."""

    class Kind(models.TextChoices):
        ADMINISTRATOR = "administrator", pgettext_lazy("role", "administrator")
        MODERATOR = "moderator", pgettext_lazy("role", "moderator")
        FACILITATOR = "facilitator", pgettext_lazy("role", "facilitator")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=15, choices=Kind)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = RoleScope.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["kind", "ended_at"], name="role_kind")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.member}"

    @classmethod
    def give(cls, member: Member, kind: str, *, by: Member | None, until: datetime | None = None) -> Role:
        """Ask `member` to keep this for a term; a role of the same kind that runs ends where this one begins.

        Raises:
            LastAdministrator: the only administrator without an end would get one.
        """
        with transaction.atomic():
            if until and kind == cls.Kind.ADMINISTRATOR and cls._keeps_alone(member):
                raise LastAdministrator
            for running in cls.objects.at().filter(member=member, kind=kind):
                running._close(by)
            role = cls.objects.create(member=member, kind=kind, given_by=by, until=until)
            data = {"kind": kind, "until": until.isoformat() if until else None}
            log.record("role.given", actor=by, subject=role, target=member, data=data)
        member.forget()
        return role

    def end(self, *, by: Member | None) -> None:
        """End the role before its term. The last administrator cannot go: somebody must be able to open the door."""
        with transaction.atomic():
            if self.kind == self.Kind.ADMINISTRATOR and self._is_last_for_sure():
                raise LastAdministrator
            self._close(by)
            log.record("role.ended", actor=by, subject=self, target=self.member, data={"kind": self.kind})
        self.member.forget()

    @classmethod
    def _keeps_alone(cls, member: Member) -> bool:
        running = cls.objects.at().filter(member=member, kind=cls.Kind.ADMINISTRATOR).first()
        return running is not None and running._is_last_for_sure()

    def _is_last_for_sure(self) -> bool:
        """`is_last`, while whoever else ends such a role waits until this transaction ends: two cannot both be the last but one."""
        list(Role.objects.select_for_update().filter(kind=self.kind, ended_at=None).order_by("pk").values_list("pk"))
        return self.is_last()

    def is_last(self) -> bool:
        others = Role.objects.at().filter(kind=self.kind, member__is_active=True).exclude(pk=self.pk)
        return not others.filter(until=None).exists()

    def _close(self, by: Member | None) -> None:
        self.ended_at, self.ended_by = timezone.now(), by
        self.save(update_fields=["ended_at", "ended_by"])


class LastAdministrator(Overtaken):
    """The community would be left without an administrator."""

    reason = gettext_lazy("This is the last administrator. Ask somebody else to be one first.")
