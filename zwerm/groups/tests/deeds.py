"""Every verb of this room on the world of the knocks; law 6 breaks each halfway."""

from tests.laws.deeds import Deeds
from zwerm.groups.models import Group, GroupInvitation, GroupRole, JoinRequest

DEEDS: Deeds = {
    "Group.start": lambda world: Group.start(by=world.member, name="Nieuw", purpose="Leren"),
    "Group.change": lambda world: world.group.change(by=world.author, purpose="Anders leren", visibility="hidden"),
    "Group.let_in": lambda world: world.group.let_in(world.outsider),
    "GroupInvitation.to_member": lambda world: GroupInvitation.to_member(world.outsider, world.group, by=world.author),
    "GroupInvitation.decline": lambda world: world.group_invitation.decline(),
    "GroupRole.give": lambda world: GroupRole.give(world.group, world.member, GroupRole.Kind.OWNER, by=world.author),
    "GroupRole.end": lambda world: world.group_role.end(by=world.author),
    "Membership.leave": lambda world: world.group.memberships.get(member=world.moderator).leave(),
    "Membership.remove": lambda world: world.group.memberships.get(member=world.member).remove(
        by=world.author, reason="."
    ),
    "JoinRequest.ask": lambda world: JoinRequest.ask(world.group, by=world.outsider),
    "JoinRequest._answer": lambda world: world.request.accept(by=world.moderator),
}
