from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from zwerm.activity import log
from zwerm.core.dates import in_force
from zwerm.core.prepared import Prepared
from zwerm.groups.models import Group, GroupRole, Membership
from zwerm.members.models import Member
from zwerm.moderation.models.decision import Decision

if TYPE_CHECKING:
    from zwerm.moderation.matters import Memo


class RestrictionScope(models.QuerySet["Restriction"]):
    def at(self, moment: datetime | None = None) -> RestrictionScope:
        """Those in force at `moment`, or now."""
        moment = moment or timezone.now()
        return self.filter(Q(until=None) | Q(until__gt=moment), ended_at=None, since__lte=moment)


class Restriction(models.Model):
    """Somebody may not write, or may not be here, in one group or everywhere, until a day. Rows are ended, never removed."""

    class Kind(models.TextChoices):
        PAUSE = "pause", pgettext_lazy("restriction", "paused")
        BLOCK = "block", pgettext_lazy("restriction", "put out")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="restrictions")
    #: Null: everywhere.
    group = models.ForeignKey(Group, models.CASCADE, null=True, related_name="restrictions")
    kind = models.CharField(max_length=6, choices=Kind)
    since = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="restrictions")

    objects = RestrictionScope.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["until"], condition=Q(ended_at=None), name="restrictions_running")
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.kind}"

    @classmethod
    def put(cls, decision: Decision, *, by: Member) -> Memo:
        """Do what the decision says; what undoing needs to know."""
        case = decision.case
        group = None if decision.everywhere else case.group
        with transaction.atomic():
            restriction = cls.objects.create(
                member=case.author, group=group, kind=decision.kind, until=decision.until, decision=decision
            )
            memo = restriction._put_out(by, decision.words) if decision.keeps_out else {}
            restriction._settle()
            data = {"kind": restriction.kind, "until": decision.until.isoformat() if decision.until else None}
            log.record(
                "restriction.put", actor=by, subject=restriction, place=group, target=restriction.member, data=data
            )
        return {**memo, "restriction": restriction.pk}

    def end(self, *, by: Member | None) -> None:
        """End it before its term, or because that has passed: then nobody did it."""
        with transaction.atomic():
            if not Restriction.objects.filter(pk=self.pk, ended_at=None).update(ended_at=timezone.now()):
                return
            self._settle()
            log.record("restriction.ended", actor=by, subject=self, place=self.group, target=self.member)

    @classmethod
    def end_past(cls) -> None:
        """A term has passed: everything is as before, without anybody having to think of it."""
        for one in cls.objects.filter(ended_at=None, until__lte=timezone.now()).select_related("member", "group")[:200]:
            one.end(by=None)

    def _put_out(self, by: Member, reason: str) -> Memo:
        """Out of one group; out of the community follows from `_settle`."""
        membership = Membership.objects.filter(group=self.group, member=self.member).first() if self.group else None
        if membership is None:
            return {}
        roles = GroupRole.objects.at().filter(group=self.group, member=self.member).values_list("kind", flat=True)
        memo = {"roles": list(roles), "was_in": True}
        membership.remove(by=by, reason=reason)
        return memo

    def _settle(self) -> None:
        """Bring what the rooms below keep in line: until when somebody does not write, and whether they can sign in."""
        running = Restriction.objects.at().filter(member=self.member, group=self.group)
        ends = [one.until for one in running.filter(kind=self.Kind.PAUSE) if one.until]
        if self.group:
            Membership.objects.filter(member=self.member, group=self.group).update(paused_until=max(ends, default=None))
        elif self.member.standing == Member.Standing.MEMBER:
            self.member.paused_until = max(ends, default=None)
            self.member.is_active = not running.filter(kind=self.Kind.BLOCK).exists()
            self.member.save(update_fields=["paused_until", "is_active"])
        self.member.forget()

    @classmethod
    def keeps_out_of(cls, member: Member, group: Group) -> bool:
        """Whether they are put out of the group now; every page with a button to join asks it."""
        terms = member.known(("put out", group.pk), lambda: tuple(_put_out(member=member.pk, group=group.pk)))
        return any(in_force(*term) for term in terms)


_put_out = Prepared(
    lambda member, group: Restriction.objects.filter(
        member=member, group=group, kind=Restriction.Kind.BLOCK, ended_at=None
    ).values_list("since", "until")
)
