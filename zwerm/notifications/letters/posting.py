"""How each letter to a member leaves: whether at all, with which head, and what is learned of an address that refuses it."""

from __future__ import annotations

from collections.abc import Mapping
from email.utils import formataddr, parseaddr
from smtplib import SMTPRecipientsRefused
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import translation

from zwerm.core import mail, mail_line
from zwerm.members.languages import language_of
from zwerm.members.models import Community, Member
from zwerm.notifications.letterbox import addresses, bounces
from zwerm.notifications.letters.stops import ALL, Stop
from zwerm.notifications.models import Trouble


def may_be_written_to(member: Member) -> bool:
    """Whether mail goes to this member at all."""
    return bool(member.is_active and member.email) and Trouble.of(member) is None


def sender(actor: Member | None = None) -> str:
    """From the address of the community, by its name, and by that of who did what the letter tells of."""
    community, address = Community.current(), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    name = community.name if community else "Zwerm"
    return formataddr((f"{actor.name} ({name})" if actor else name, address))


def send(template: str, member: Member, values: Mapping[str, Any], *, key: str, stop: Stop, **head: str) -> None:
    """Write a letter to `member`, and hand it over.

    Args:
        template: see core/mail.py. It may name `stop_url`, `stop_all_url`, `wishes_url` and `community_name`.
        key: what it is about; a second letter of the same key is shown as one.
        stop: what one press in a mail program stops.
        head: further headers, `reply_to` for `Reply-To`.

    Raises:
        OSError: the mail server does not answer, or wants it later.
    """
    community = Community.current()
    with translation.override(language_of(member)):
        known = {
            "community_name": community.name if community else "Zwerm",
            "stop_url": stop.url,
            "stop_all_url": Stop(member, ALL).url,
            "wishes_url": f"{settings.SITE_URL}/me/notices/",
        }
        headers = {"From": sender()} | {name.replace("_", "-").title(): value for name, value in head.items() if value}
        headers |= {"List-Unsubscribe": f"<{stop.url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        letter = mail.letter(template, {**known, **values}, to=str(member.email), key=key, headers=headers)
    _hand_over(letter, member)


def _hand_over(letter: EmailMultiAlternatives, member: Member) -> None:
    returns = addresses.returns_to(member)
    if returns:  # what cannot be delivered comes back there
        letter.from_email = returns
    try:
        mail_line.send(letter)
    except SMTPRecipientsRefused as refusal:
        code, said = next(iter(refusal.recipients.values()))
        verdict = bounces.refused(code, said.decode("utf-8", "replace"))
        if not verdict.is_of_address:
            raise
        Trouble.note(member, verdict)
