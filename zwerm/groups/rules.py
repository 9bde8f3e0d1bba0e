"""Who may do what in a group. Rooms above use these predicates for what stands in one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zwerm.core.limits import limit
from zwerm.core.permissions import permission
from zwerm.groups.models import Group, GroupInvitation, GroupRole, JoinRequest, Membership
from zwerm.groups.writing import PUT_OUT, is_let_in, may_write_here, until_here
from zwerm.members.rules import SIGN_IN, is_administrator, is_member, is_moderator, may_write, until

NOT_OPEN = _("This group is not open to you.")
JOIN_FIRST = _("Join the group first.")
OWNERS = _("Only the owners of this group can do this.")
LAST_OWNER = _("You are the only owner, and a group is never without one: ask somebody to take over first.")
MODERATORS = _("Only the owners and moderators of this group can do this.")


def may_see(person: Any, group: Group) -> bool:
    """The same as `Group.objects.visible_to`, asked of one group."""
    if group.visibility == Group.Visibility.PUBLIC:
        return True
    if not person.is_authenticated:
        return False
    return group.visibility == Group.Visibility.MEMBERS or group.has(person)


def is_inside(person: Any, group: Group) -> bool:
    return group.has(person)


def is_outside(person: Any, group: Group) -> bool:
    return not group.has(person)


def owns(person: Any, group: Group) -> bool:
    """Leads the group, or is an administrator who may see it."""
    if not is_member(person):
        return False
    return GroupRole.Kind.OWNER in group.roles_of(person) or (is_administrator(person) and may_see(person, group))


def moderates(person: Any, group: Group) -> bool:
    """Keeps the talk of this group on its subject: its owners and moderators, and the community's moderators who may see it."""
    if not is_member(person):
        return False
    return bool(group.roles_of(person)) or (is_moderator(person) and may_see(person, group))


def is_open(person: Any, group: Group) -> bool:
    return group.joining == Group.Joining.OPEN


def is_on_request(person: Any, group: Group) -> bool:
    return group.joining == Group.Joining.REQUEST


def may_bring_in(person: Any, group: Group) -> bool:
    """In an open group every member brings people; elsewhere who leads or moderates it."""
    return moderates(person, group) or (is_open(person, group) and group.has(person))


def sees_its_group(person: Any, record: GroupRole | Membership) -> bool:
    return may_see(person, record.group)


def asked_or_answers(person: Any, request: JoinRequest) -> bool:
    """Asked to join, or is one of those who answer."""
    return request.member_id == person.pk or moderates(person, request.group)


def is_invited_or_invites(person: Any, invited: GroupInvitation) -> bool:
    """Was invited to the group, or invited somebody."""
    return person.pk in (invited.member_id, invited.invitation.invited_by_id)


def is_in_parent(person: Any, group: Group | None) -> bool:
    return group is None or group.has(person) or owns(person, group)


def is_not_last_owner(person: Any, group: Group) -> bool:
    """A group is never without an owner, not for a day."""
    owners = GroupRole.objects.at().filter(group=group, kind=GroupRole.Kind.OWNER, member__is_active=True)
    return set(owners.values_list("member", flat=True)) != {person.pk}


def is_replaceable(person: Any, role: GroupRole) -> bool:
    return role.kind != GroupRole.Kind.OWNER or role.others().exists()


def keeps_or_has_role(person: Any, role: GroupRole) -> bool:
    return bool(role.member_id == person.pk) or owns(person, role.group)


def moderates_there(person: Any, membership: Membership) -> bool:
    return moderates(person, membership.group)


def is_somebody_else(person: Any, membership: Membership) -> bool:
    return bool(membership.member_id != person.pk)


def keeps_nothing_or_i_own(person: Any, membership: Membership) -> bool:
    """Who leads or moderates is put out by an owner only."""
    has_role = GroupRole.objects.at().filter(group=membership.group, member=membership.member).exists()
    return not has_role or owns(person, membership.group)


def leaves_an_owner(person: Any, membership: Membership) -> bool:
    return is_not_last_owner(membership.member, membership.group)


permission("groups.view_group", (may_see, NOT_OPEN))
permission("groups.view_grouprole", (sees_its_group, NOT_OPEN))
permission("groups.view_membership", (is_member, SIGN_IN), (sees_its_group, NOT_OPEN))
permission("groups.view_joinrequest", (is_member, SIGN_IN), (asked_or_answers, MODERATORS))
permission(
    "groups.view_groupinvitation",
    (is_member, SIGN_IN),
    (is_invited_or_invites, _("This invitation is between two other people.")),
)
permission(
    "groups.start_group",
    (is_member, SIGN_IN),
    (may_write, until),
    (is_in_parent, _("Join the group first, then you can start a subgroup in it.")),
)
permission("groups.keep_group", (is_member, SIGN_IN), (owns, OWNERS))
permission("groups.moderate_group", (is_member, SIGN_IN), (moderates, MODERATORS))
permission(
    "groups.join_group",
    (is_member, SIGN_IN),
    (is_outside, _("You are in this group already.")),
    (is_open, _("This group is not open to everyone: ask to join, or ask a member to invite you.")),
    (is_let_in, PUT_OUT),
)
permission(
    "groups.ask_to_join",
    (is_member, SIGN_IN),
    (is_outside, _("You are in this group already.")),
    (is_on_request, _("This group does not work with requests.")),
    (is_let_in, PUT_OUT),
)
permission(
    "groups.leave_group",
    (is_member, SIGN_IN),
    (is_inside, _("You are not in this group.")),
    (is_not_last_owner, LAST_OWNER),
)
permission(
    "groups.end_role",
    (is_member, SIGN_IN),
    (keeps_or_has_role, OWNERS),
    (is_replaceable, _("This is the only owner, and a group is never without one: ask somebody to take over first.")),
)
permission("groups.read_people", (is_member, SIGN_IN), (may_see, _("This group is not open to you.")))
permission(
    "groups.remove_member",
    (is_member, SIGN_IN),
    (moderates_there, MODERATORS),
    (is_somebody_else, _("You cannot put yourself out of the group; you can leave it.")),
    (keeps_nothing_or_i_own, OWNERS),
    (leaves_an_owner, _("This is the only owner, and a group is never without one: ask somebody to take over first.")),
)
permission("groups.answer_request", (is_member, SIGN_IN), (moderates, MODERATORS))
permission(
    "groups.invite_to_group",
    (is_member, SIGN_IN),
    (may_write_here, until_here),
    (may_bring_in, _("In this group the owners and moderators send the invitations.")),
)
permission("groups.talk_in_group", (is_member, SIGN_IN), (is_inside, JOIN_FIRST), (may_write_here, until_here))

limit("groups:new", at_once=6, every=300)
limit("groups:request", at_once=15, every=60)
limit("groups:invitations", at_once=30, every=10)
limit("groups:mailing_preview", at_once=15, every=30)
limit("groups:mails", at_once=10, every=120)
limit("groups:links", at_once=10, every=120)
