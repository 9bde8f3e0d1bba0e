from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from zwerm.activity import log
from zwerm.groups.models.group import Group
from zwerm.groups.models.group_role import GroupRole

if TYPE_CHECKING:
    from zwerm.members.models import Member


class MembershipScope(models.QuerySet["Membership"]):
    def visible_to(self, person: Any) -> MembershipScope:
        """Who is in a group is seen by members of the community who may see the group."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(group__in=Group.objects.visible_to(person).values("pk"))

    def newcomers(self, since: datetime) -> MembershipScope:
        """Who came after a moment: not who founded the group, nor who was brought with it from elsewhere."""
        brought = (Membership.Source.FOUNDER, Membership.Source.IMPORT)
        return self.filter(joined_at__gt=since).exclude(source__in=brought)


class Membership(models.Model):
    """Somebody is in a group; how they came is kept with it."""

    class Source(models.TextChoices):
        FOUNDER = "founder", pgettext_lazy("how somebody came in", "started the group")
        JOINED = "joined", pgettext_lazy("how somebody came in", "joined")
        REQUEST = "request", pgettext_lazy("how somebody came in", "asked to join")
        INVITATION = "invitation", pgettext_lazy("how somebody came in", "was invited")
        IMPORT = "import", pgettext_lazy("how somebody came in", "came with an import")

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships", db_index=False)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    joined_at = models.DateTimeField(default=timezone.now)
    #: Everything that was said here before this moment they have read, or it is no news to them; null stands for `joined_at`.
    caught_up_at = models.DateTimeField(null=True, blank=True)
    #: Kept: until then they read here and do not write; why, the room that decided it knows.
    paused_until = models.DateTimeField(null=True, blank=True)
    source = models.CharField(max_length=12, choices=Source, default=Source.JOINED)
    let_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = MembershipScope.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["group", "member"], name="one_membership")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["group", "-joined_at"], name="newest_in_group")]

    def __str__(self) -> str:
        return f"{self.member} in {self.group}"

    def leave(self) -> None:
        """Leave the group. The last owner names a successor first: a group is never without an owner.

        Raises:
            LastOwner: nobody else owns the group.
        """
        with transaction.atomic():
            if self._end(by=self.member):
                log.record("group.left", actor=self.member, subject=self, place=self.group)

    def remove(self, *, by: Member, reason: str) -> None:
        """Put somebody out of the group, with the reason.

        Raises:
            LastOwner: nobody else owns the group.
        """
        with transaction.atomic():
            if self._end(by=by):
                data = {"reason": reason}
                log.record("group.removed", actor=by, subject=self, place=self.group, target=self.member, data=data)

    def _end(self, *, by: Member) -> bool:
        """Whether they were still in the group: who leaves twice at one moment leaves once."""
        self.group.lock()
        for role in GroupRole.objects.at().filter(group=self.group, member=self.member):
            role.end(by=by)
        gone, _rows = Membership.objects.filter(pk=self.pk).delete()
        if gone:
            Group.objects.filter(pk=self.group_id).update(member_count=F("member_count") - 1, version=F("version") + 1)
            self.member.forget()
        return bool(gone)
