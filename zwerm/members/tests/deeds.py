"""Every verb of this room on the world of the knocks; law 6 breaks each halfway."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from django.utils import timezone

from tests.laws.deeds import Deeds
from zwerm.members.adapter import Adapter
from zwerm.members.models import Block, Community, Invitation, InvitationStop, Member, Role, RoleType


def confirm_other_address(world: Any) -> None:
    request = RequestFactory().get("/account/email/")
    request.user, request._messages = world.member, CookieStorage(request)  # type: ignore[attr-defined]
    with request_context(request):
        other = EmailAddress(user=world.member, email="anders@example.org")
        assert Adapter(request).confirm_email(request, other)


DEEDS: Deeds = {
    "Adapter.set_password": lambda world: Adapter().set_password(world.member, "een-ander-wachtwoord"),
    "Adapter.confirm_email": confirm_other_address,
    "Block.put_up": lambda world: Block.put_up(by=world.member, against=world.outsider),
    "Block.take_down": lambda world: world.block.take_down(),
    "Community.found": lambda world: Community.found(
        first=world.member, name="Andere", purpose="Leren", audience="Ons"
    ),
    "Community.change": lambda world: world.community.change(by=world.administrator, name="De Anderen"),
    "Community.note_backup": lambda world: world.community.note_backup(size=1),
    "Community.note_restore": lambda world: world.community.note_restore(backup_of=timezone.now()),
    "InvitationStop.put_up": lambda world: InvitationStop.put_up("nooit@example.org"),
    "Invitation.by_mail": lambda world: Invitation.by_mail("nieuw@example.org", by=world.member),
    "Invitation.by_link": lambda world: Invitation.by_link(by=world.member),
    "Invitation.accept": lambda world: world.invitation.accept(world.outsider),
    "Invitation.withdraw": lambda world: world.invitation.withdraw(),
    "Member.join": lambda world: Member.objects.create_user("nieuw@example.org", name="Nieuw"),
    "Member.change_profile": lambda world: world.member.change_profile(headline="Denkt mee"),
    "Role.give": lambda world: Role.give(world.member, Role.Kind.MODERATOR, by=world.administrator),
    "Role.end": lambda world: world.role.end(by=world.administrator),
    "Session.end": lambda world: world.session.end(),
    "RoleType.add": lambda world: RoleType.add(by=world.administrator, label_en="Union", label_nl="Vakbond"),
    "RoleType.rename": lambda world: world.role_type.rename(by=world.administrator, label_en="A", label_nl="B"),
    "RoleType.remove": lambda world: world.role_type.remove(by=world.administrator),
}
