"""Who may do what with people. The predicates are shared by every room above."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zwerm.core.limits import limit
from zwerm.core.permissions import permission
from zwerm.members import audiences
from zwerm.members.models import Community, Role, Session

SIGN_IN = _("Sign in first: only members can do this.")


def is_member(person: Any, record: Any = None) -> bool:
    """Signed in and active."""
    return bool(person.is_authenticated and person.is_active)


def is_administrator(person: Any, record: Any = None) -> bool:
    return is_member(person) and person.holds(Role.Kind.ADMINISTRATOR)


def is_moderator(person: Any, record: Any = None) -> bool:
    return is_member(person) and person.holds(Role.Kind.MODERATOR, Role.Kind.ADMINISTRATOR)


def may_write(person: Any, record: Any = None) -> bool:
    """Is not paused everywhere."""
    return not person.is_paused


def until(person: Any, record: Any = None) -> str:
    """Why somebody who is paused everywhere cannot write."""
    return paused_said(person.paused_until)


def paused_said(end: datetime) -> str:
    """What somebody hears who tries to write during a pause."""
    said = date_format(timezone.localtime(end), "j F H:i")
    return gettext(
        "You read here and do not write until %(when)s. Why, and how to object, stands under “Decisions” in your own pages."
    ) % {"when": said}


def is_self(person: Any, member: Any) -> bool:
    return bool(person.is_authenticated and person.pk == member.pk)


def is_own_session(person: Any, session: Session) -> bool:
    return bool(session.member_id is not None and session.member_id == person.pk)


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
    (may_write, until),
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
permission(
    "members.view_session",
    (is_member, SIGN_IN),
    (is_own_session, _("Where somebody is signed in is their own business.")),
)

# Whoever is not signed in is counted by network address, and a whole training room may have one: those are wide. By mail address,
# whoever sends it: guessing at one member's door, and mail that somebody has us send to another.
limit("account_login", at_once=60, every=5)
limit("account_login", per="login", at_once=10, every=60)
limit("account_signup", at_once=60, every=10)
limit("account_signup", per="email", at_once=5, every=300)
limit("account_request_login_code", at_once=60, every=5)
limit("account_request_login_code", per="email", at_once=5, every=180)
limit("account_reset_password", at_once=60, every=5)
limit("account_reset_password", per="email", at_once=5, every=180)
limit("account_confirm_login_code", at_once=60, every=5)
limit("account_confirm_password_reset_code", at_once=60, every=5)
limit("account_email_verification_sent", at_once=60, every=5)
limit("account_reauthenticate", at_once=10, every=30)
limit("account_change_password", at_once=10, every=30)
limit("account_email", at_once=10, every=60)
limit("mfa_authenticate", at_once=20, every=10)
limit("mfa_reauthenticate", at_once=10, every=30)
limit("members:invitations", at_once=10, every=120)
limit("members:invitations_preview", at_once=15, every=30)
limit("members:invitation_links", at_once=10, every=120)
limit("members:invitation", at_once=60, every=5)
limit("members:invitation", reading=True, at_once=120, every=2)
limit("members:mentions", reading=True, at_once=90, every=1)
limit("members:block", at_once=20, every=30)
limit("members:my_photo", at_once=15, every=30)
