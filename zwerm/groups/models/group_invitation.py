from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction

from zwerm.activity import log
from zwerm.groups.models.group import Group
from zwerm.members.models import Block, Invitation

if TYPE_CHECKING:
    from zwerm.members.models import Member


class GroupInvitationScope(models.QuerySet["GroupInvitation"]):
    def visible_to(self, person: Any) -> GroupInvitationScope:
        """Who is asked sees it, and who asked."""
        if not person.is_authenticated:
            return self.none()
        return self.filter(models.Q(member=person) | models.Q(invitation__invited_by=person))

    def open(self, moment: datetime | None = None) -> GroupInvitationScope:
        return self.filter(invitation__in=Invitation.objects.open(moment))


class GroupInvitation(models.Model):
    """An invitation that also opens a group; with a `member` it asks somebody who is in the community already."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="groups")
    group = models.ForeignKey(Group, models.CASCADE, related_name="invitations")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="group_invitations"
    )

    objects = GroupInvitationScope.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["invitation", "group"], name="one_group_invitation")
        ]

    def __str__(self) -> str:
        return f"{self.invitation} ({self.group})"

    @classmethod
    def by_mail(
        cls, address: str, group: Group, *, by: Member, note: str = "", language: str = "en"
    ) -> Invitation | None:
        """Invite one address into the community and this group; None where no mail may go."""
        with transaction.atomic():
            invitation = Invitation.by_mail(address, by=by, note=note, language=language)
            if invitation:
                cls.objects.create(invitation=invitation, group=group)
        return invitation

    @classmethod
    def by_link(cls, group: Group, *, by: Member, most_uses: int = 50, note: str = "") -> Invitation:
        with transaction.atomic():
            invitation = Invitation.by_link(by=by, most_uses=most_uses, note=note)
            cls.objects.create(invitation=invitation, group=group)
        return invitation

    @classmethod
    def to_member(cls, member: Member, group: Group, *, by: Member, note: str = "") -> GroupInvitation | None:
        """Ask a member of the community in; None where they are in, were asked already, or keep `by` away."""
        asked = cls.objects.open().filter(group=group, member=member).exists()
        if asked or group.has(member) or Block.between(by, member):
            return None
        with transaction.atomic():
            invitation = Invitation.by_link(by=by, most_uses=1, note=note)
            opened = cls.objects.create(invitation=invitation, group=group, member=member)
            log.record("group_invitation.sent", actor=by, subject=opened, place=group, target=member)
        return opened

    def accept(self) -> None:
        """The member who was asked comes in."""
        if self.member:
            self.invitation.accept(self.member)

    def decline(self) -> None:
        """The member who was asked would rather not; who asked is not told why."""
        with transaction.atomic():
            log.record("group_invitation.declined", actor=self.member, subject=self, place=self.group)
            self.invitation.withdraw()
