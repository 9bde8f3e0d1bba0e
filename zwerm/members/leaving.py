"""When somebody leaves the community: their roles end, their invitations close, and their address is in none any more."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from zwerm.activity import letters
from zwerm.activity.models import Delivery
from zwerm.members import photos
from zwerm.members.models import Invitation, InvitationStop, Member, Role


def let_go(member: Member) -> None:
    """Their open invitations close, and the words in them go; who came in by one keeps that."""
    sent = Invitation.objects.filter(invited_by=member)
    for invitation in Invitation.objects.open().filter(invited_by=member):
        invitation.withdraw()
    sent.update(note="")


def end_roles(member: Member) -> None:
    """End what they keep for the community.

    Raises:
        LastAdministrator: nobody else keeps the community.
    """
    for role in Role.objects.at().filter(member=member):
        role.end(by=member)


def forget_address(member: Member) -> None:
    """Take the address out of the invitation that brought them, and never mail it again."""
    photos.throw_away(member, member.photo.name)
    known = EmailAddress.objects.filter(user=member).values_list("email", flat=True)
    addresses = {address.lower() for address in (member.email, *known) if address}
    for address in addresses:
        InvitationStop.put_up(address)
    invited = Invitation.objects.filter(email__in=addresses)
    for invitation in invited:
        Delivery.objects.filter(key=letters.key_of("invitation", invitation.pk)).delete()
    invited.update(email="")
