"""Who may do what in a group. Rooms above use these predicates for what stands in one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zwerm.core.permissions import permission
from zwerm.groups.models import Group, GroupRole
from zwerm.members.rules import SIGN_IN, is_administrator, is_member, is_moderator

JOIN_FIRST = _("Join the group first.")
OWNERS = _("Only the owners of this group can do this.")
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
    leads = GroupRole.objects.at().filter(group=group, member=person, kind=GroupRole.Kind.OWNER).exists()
    return leads or (is_administrator(person) and may_see(person, group))


def moderates(person: Any, group: Group) -> bool:
    """Keeps the talk of this group on its subject: its owners and moderators, and the community's moderators who may see it."""
    if not is_member(person):
        return False
    has_role = GroupRole.objects.at().filter(group=group, member=person).exists()
    return has_role or (is_moderator(person) and may_see(person, group))


def is_open(person: Any, group: Group) -> bool:
    return group.joining == Group.Joining.OPEN


def is_on_request(person: Any, group: Group) -> bool:
    return group.joining == Group.Joining.REQUEST


def may_bring_in(person: Any, group: Group) -> bool:
    """In an open group every member brings people; elsewhere who leads or moderates it."""
    return moderates(person, group) or (is_open(person, group) and group.has(person))


def is_in_parent(person: Any, group: Group | None) -> bool:
    return group is None or group.has(person) or owns(person, group)


permission("groups.view_group", (may_see, _("This group is not open to you.")))
permission(
    "groups.start_group",
    (is_member, SIGN_IN),
    (is_in_parent, _("Join the group first, then you can start a subgroup in it.")),
)
permission("groups.keep_group", (is_member, SIGN_IN), (owns, OWNERS))
permission("groups.moderate_group", (is_member, SIGN_IN), (moderates, MODERATORS))
permission(
    "groups.join_group",
    (is_member, SIGN_IN),
    (is_outside, _("You are in this group already.")),
    (is_open, _("This group is not open to everyone: ask to join, or ask a member to invite you.")),
)
permission(
    "groups.ask_to_join",
    (is_member, SIGN_IN),
    (is_outside, _("You are in this group already.")),
    (is_on_request, _("This group does not work with requests.")),
)
permission("groups.leave_group", (is_member, SIGN_IN), (is_inside, _("You are not in this group.")))
permission("groups.answer_request", (is_member, SIGN_IN), (moderates, MODERATORS))
permission(
    "groups.invite_to_group",
    (is_member, SIGN_IN),
    (may_bring_in, _("In this group the owners and moderators send the invitations.")),
)
permission("groups.talk_in_group", (is_member, SIGN_IN), (is_inside, JOIN_FIRST))
