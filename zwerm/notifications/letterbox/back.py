"""Letters about letters: to who answered by mail, when that could not be written, or not all of it. Their words come back with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils.text import Truncator
from django.utils.translation import npgettext

from zwerm.activity import deliveries
from zwerm.core import mail, mail_line
from zwerm.members.languages import language_of
from zwerm.notifications.letterbox.answers import Said

ROAD = "letter back"
MOST = 20_000  # characters that are given back
#: So many files are named, each with so many characters; of more it is said how many they are.
NAMED, LONGEST = 10, 60


def send_back(said: Said, reason: str) -> None:
    """Tell who answered why their words are not placed, and give them back."""
    _post(said, "notifications/mail/not_written.txt", reason=reason, words=said.words[:MOST])


def tell_what_stayed(said: Said, names: Sequence[str]) -> None:
    """Tell who answered which of their files could not come along, where there are any."""
    if names:
        _post(said, "notifications/mail/files_stayed.txt", names=_named(names))


def _named(names: Sequence[str]) -> str:
    first, more = [Truncator(name).chars(LONGEST) for name in names[:NAMED]], len(names) - NAMED
    if more > 0:
        first.append(npgettext("of files", "and %(many)d more", "and %(many)d more", more) % {"many": more})
    return ", ".join(first)


def _post(said: Said, template: str, **values: str) -> None:
    key = f"{template}:{said.number}"
    letter = values | {"template": template, "to": said.by.email, "language": language_of(said.by), "key": key}
    deliveries.post(key, ROAD, letter, said.by)


def send(payload: dict[str, Any]) -> None:
    mail_line.send(_letter(**payload))


def _letter(template: str, to: str, language: str, key: str, **said: Any) -> EmailMultiAlternatives:
    values = said | {"site_url": settings.SITE_URL}
    if "words" in values:
        values["words"] = mail.written(values["words"])
    headers = {"Auto-Submitted": "auto-replied", "X-Zwerm": "letterbox"}
    return mail.letter(template, values, to=to, language=language, key=key, headers=headers)
