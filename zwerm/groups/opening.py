"""Which group an invitation opens: said on its pages and in its mail, and opened when it is accepted."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext

from zwerm.groups.models import Group
from zwerm.groups.rules import may_bring_in
from zwerm.members.models import Invitation, Member


def place(request: HttpRequest | None, *, invitation: Invitation, **_: Any) -> str:
    """On the pages of an invitation: the group that it opens, with what the group is for."""
    return "".join(
        format_html("<p>{} {}</p>", gettext("You come into the group %(group)s.") % {"group": group}, group.purpose)
        for group in _groups(invitation)
    )


def place_name(request: HttpRequest | None, *, invitation: Invitation, **_: Any) -> str:
    """In its mail: the name of the group."""
    return ", ".join(group.name for group in _groups(invitation))


def let_in(invitation: Invitation, member: Member) -> None:
    """Open the groups of an accepted invitation."""
    for group in _groups(invitation):
        group.let_in(member, source="invitation", by=invitation.invited_by)


def _groups(invitation: Invitation) -> list[Group]:
    """Those into which who invited may still bring people: they may be out by now, or the group may have closed itself off."""
    groups = Group.objects.filter(invitations__invitation=invitation)
    return [group for group in groups if may_bring_in(invitation.invited_by, group)]
