"""Coming in by an invitation: the session keeps its code from the click on "accept" until somebody is signed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from zwerm.members.models import Invitation, Member

KEY = "invitation"


def keep(request: HttpRequest, invitation: Invitation) -> None:
    """Remember what a visitor accepted while they sign in or become a member."""
    request.session[KEY] = invitation.code


def invitation_of(request: HttpRequest) -> Invitation | None:
    """The invitation that this visitor accepted, while it is open."""
    code = request.session.get(KEY)
    return Invitation.open_by_code(code) if code else None


def accept(request: HttpRequest, member: Member | Any) -> None:
    """Let the one who has just signed in come in by the invitation that they accepted before, once."""
    invitation = invitation_of(request)
    request.session.pop(KEY, None)
    if invitation is not None:
        invitation.accept(member)
