"""Invitations by mail: a reader of the log posts them, and they are written when they leave."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import translation
from django.utils.text import get_text_list
from django.utils.translation import pgettext

from zwerm.activity import letters
from zwerm.activity.models import Entry
from zwerm.core import mail, slots
from zwerm.members.models import Community, Invitation, InvitationStop


def read(entries: Sequence[Entry]) -> None:
    for entry in entries:
        letters.post("invitation", entry.subject_id)


def write_invitation(number: int, key: str) -> EmailMultiAlternatives | None:
    """The mail of an invitation; None when it was withdrawn meanwhile, or its receiver wants none."""
    invitation = Invitation.objects.open().filter(pk=number).exclude(email="").select_related("invited_by").first()
    if invitation is None or InvitationStop.stands_for(invitation.email):
        return None
    with translation.override(invitation.language):
        values = _values(invitation)
    stop = f"{settings.SITE_URL}{invitation.get_absolute_url()}stop/"
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    template = "members/mail/invitation.txt"
    return mail.letter(template, values, to=invitation.email, language=invitation.language, key=key, headers=headers)


def _values(invitation: Invitation) -> dict[str, object]:
    community = Community.current()
    places = slots.parts("invitation.place_name", None, invitation=invitation)
    return {
        "inviter": invitation.invited_by.name,
        "community_name": community.name if community else "Zwerm",
        "purpose": community.purpose if community else "",
        "places": get_text_list(places, pgettext("between the last two of a list", "and")),
        "note": mail.quoted(invitation.note),
        "site_url": settings.SITE_URL,
        "url": f"{settings.SITE_URL}{invitation.get_absolute_url()}",
    }
