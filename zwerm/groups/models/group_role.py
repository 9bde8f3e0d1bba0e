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
from zwerm.groups.models.group import Group

if TYPE_CHECKING:
    from zwerm.members.models import Member


class LastOwner(Overtaken):
    """The group would be left without an owner."""

    reason = gettext_lazy(
        "A group is never without an owner, and there is only one now: somebody else takes over first."
    )


class GroupRoleScope(models.QuerySet["GroupRole"]):
    def visible_to(self, person: Any) -> GroupRoleScope:
        """Who leads a group is told to everyone who sees the group."""
        return self.filter(group__in=Group.objects.visible_to(person).values("pk"))

    def at(self, moment: datetime | None = None) -> GroupRoleScope:
        """Roles in force at `moment`, or now. An owner whose term has passed stays until somebody takes over."""
        moment = moment or timezone.now()
        in_term = Q(until=None) | Q(until__gt=moment) | Q(kind=GroupRole.Kind.OWNER)
        return self.filter(in_term, Q(ended_at=None) | Q(ended_at__gt=moment), since__lte=moment)


def in_groups_kept_by(person: Any) -> Q:
    """Of what stands in a `group`: where `person`, who is signed in, moderates. The same as `rules.moderates`, asked of many."""
    kept = Q(group__in=GroupRole.objects.at().filter(member=person).values("group"))
    if person.holds("administrator", "moderator"):
        kept |= Q(group__in=Group.objects.visible_to(person).values("pk"))
    return kept


class GroupRole(models.Model):
    """Somebody leads a group, or keeps its talk on the subject, for a term. Rows are ended, never removed."""

    class Kind(models.TextChoices):
        OWNER = "owner", pgettext_lazy("role in a group", "owner")
        MODERATOR = "moderator", pgettext_lazy("role in a group", "moderator")

    group = models.ForeignKey(Group, models.CASCADE, related_name="roles")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="group_roles")
    kind = models.CharField(max_length=10, choices=Kind)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = GroupRoleScope.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["group", "kind", "ended_at"], name="group_role_kind")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.group}: {self.member}"

    @classmethod
    def give(
        cls,
        group: Group,
        member: Member,
        kind: str,
        *,
        by: Member | None,
        until: datetime | None = None,
        at: datetime | None = None,
    ) -> GroupRole:
        """Ask somebody to take a role in the group until `until`; who is not in the group yet comes in."""
        with transaction.atomic():
            group.let_in(member, by=by, at=at)
            for running in cls.objects.at().filter(group=group, member=member, kind=kind):
                running._close(by)
            role = cls.objects.create(
                group=group, member=member, kind=kind, given_by=by, until=until, since=at or timezone.now()
            )
            data = {"kind": kind, "until": until.isoformat() if until else None}
            log.record("group_role.given", actor=by, subject=role, place=group, target=member, at=at, data=data)
            group.roles_changed()
            member.forget()
        return role

    def end(self, *, by: Member | None) -> None:
        """End the role.

        Raises:
            LastOwner: it is the last owner's; somebody takes over first.
        """
        with transaction.atomic():
            self.group.lock()
            if self.kind == self.Kind.OWNER and not self.others().exists():
                raise LastOwner
            self._close(by)
            log.record(
                "group_role.ended",
                actor=by,
                subject=self,
                place=self.group,
                target=self.member,
                data={"kind": self.kind},
            )
            self.group.roles_changed()
            self.member.forget()

    def others(self) -> GroupRoleScope:
        """The same role of the same group in other hands."""
        running = GroupRole.objects.at().filter(group=self.group, kind=self.kind, member__is_active=True)
        return running.exclude(member=self.member)

    @property
    def is_overdue(self) -> bool:
        """The term has passed and nobody has taken over yet."""
        return self.until is not None and self.until < timezone.now() and self.ended_at is None

    def _close(self, by: Member | None) -> None:
        self.ended_at, self.ended_by = timezone.now(), by
        self.save(update_fields=["ended_at", "ended_by"])
