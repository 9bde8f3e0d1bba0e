"""Who may do what with people. The predicates are shared by every room above."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zwerm.core.permissions import permission
from zwerm.members import audiences
from zwerm.members.models import Community, Role

SIGN_IN = _("Sign in first: only members can do this.")


def is_member(person: Any, record: Any = None) -> bool:
    """Signed in and active."""
    return bool(person.is_authenticated and person.is_active)


def is_administrator(person: Any, record: Any = None) -> bool:
    return is_member(person) and person.holds(Role.Kind.ADMINISTRATOR)


def is_moderator(person: Any, record: Any = None) -> bool:
    return is_member(person) and person.holds(Role.Kind.MODERATOR, Role.Kind.ADMINISTRATOR)


def is_self(person: Any, member: Any) -> bool:
    return bool(person.is_authenticated and person.pk == member.pk)


def is_somebody_else(person: Any, member: Any) -> bool:
    return not is_self(person, member)


def may_bring_people(person: Any, record: Any = None) -> bool:
    community = Community.current()
    return is_administrator(person) or bool(community and community.members_invite)


def made_it(person: Any, invitation: Any) -> bool:
    return bool(person.is_authenticated and invitation.invited_by_id == person.pk)


def put_it_up(person: Any, block: Any) -> bool:
    return bool(block.blocker_id == person.pk)


def is_still_open(person: Any, invitation: Any) -> bool:
    return bool(invitation.is_open)


permission("members.view_member", (audiences.may_open, _("This page is not open to you.")))
permission("members.list_members", (is_member, SIGN_IN))
permission("members.view_invitation", (is_member, SIGN_IN), (made_it, _("Only who sent an invitation sees it.")))
permission("members.view_block", (is_member, SIGN_IN), (put_it_up, _("Only who keeps somebody away knows of it.")))
permission("members.view_role", (is_member, SIGN_IN))
permission("members.view_roletype")
permission("members.change_member", (is_member, SIGN_IN), (is_self, _("Only the member can change their own page.")))
permission("members.block_member", (is_member, SIGN_IN), (is_somebody_else, _("You cannot block yourself.")))
permission(
    "members.invite_person",
    (is_member, SIGN_IN),
    (may_bring_people, _("In this community the administrators send the invitations.")),
)
permission(
    "members.withdraw_invitation",
    (is_member, SIGN_IN),
    (made_it, _("Only who sent an invitation can withdraw it.")),
    (is_still_open, _("This invitation is not open any more.")),
)
permission(
    "members.keep_community",
    (is_member, SIGN_IN),
    (is_administrator, _("Only administrators keep the settings of the community.")),
)
permission(
    "members.give_role", (is_member, SIGN_IN), (is_administrator, _("Only administrators ask members to take a role."))
)
