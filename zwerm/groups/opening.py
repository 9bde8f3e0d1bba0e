"""Which group an invitation opens, said on the pages and in the mail of the invitation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext

from zwerm.groups.models import Group
from zwerm.members.models import Invitation


def place(request: HttpRequest | None, *, invitation: Invitation, **_: Any) -> str:
    """On the pages of an invitation: the group that it opens, with what the group is for."""
    return "".join(
        format_html("<p>{} {}</p>", gettext("You come into the group %(group)s.") % {"group": group}, group.purpose)
        for group in _groups(invitation)
    )


def place_name(request: HttpRequest | None, *, invitation: Invitation, **_: Any) -> str:
    """In its mail: the name of the group."""
    return ", ".join(group.name for group in _groups(invitation))


def _groups(invitation: Invitation) -> list[Group]:
    return list(Group.objects.filter(invitations__invitation=invitation))
