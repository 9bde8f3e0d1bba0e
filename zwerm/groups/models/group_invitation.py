from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django.db import models, transaction

from zwerm.groups.models.group import Group
from zwerm.members.models import Invitation

if TYPE_CHECKING:
    from zwerm.members.models import Member


class GroupInvitation(models.Model):
    """An invitation that also opens a group."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="groups")
    group = models.ForeignKey(Group, models.CASCADE, related_name="invitations")

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


def let_in(invitation: Invitation, member: Member) -> None:
    """Open the groups of an accepted invitation."""
    for opened in invitation.groups.select_related("group"):
        opened.group.let_in(member, source="invitation", by=invitation.invited_by)
