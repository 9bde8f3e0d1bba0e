"""Letters on their way: a room says how a letter is made, a reader posts it by number, and it is written when it leaves.

Only the number waits in the outbox, so nothing about the receiver is kept there, and a letter that makes no sense any more when
its turn comes (the invitation was withdrawn) is not sent.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import models

from zwerm.activity import deliveries
from zwerm.core import mail_line

#: `make(number, key)` writes the letter about one thing, or gives None when there is nothing left to say.
Make = Callable[[int, str], EmailMultiAlternatives | None]

_kinds: dict[str, Make] = {}


def kind(name: str, make: Make) -> None:
    """Let `make` write the letters of this kind: `letters.kind("invitation", write_invitation)`."""
    _kinds[name] = make


def post(name: str, number: int, member: models.Model | None = None) -> None:
    """Send the letter of this kind about this thing, once; `member` is who gets it, when that is a member."""
    deliveries.post(key_of(name, number), "mail", {"letter": name, "number": number}, member)


def key_of(name: str, number: int) -> str:
    """What the delivery and the Message-ID of a letter are called."""
    return f"{name}:{number}"


def send(payload: dict[str, Any]) -> None:
    """Write the letter and hand it to the mail server; what it raises is tried again."""
    letter = _kinds[payload["letter"]](payload["number"], key_of(payload["letter"], payload["number"]))
    if letter is not None:
        mail_line.send(letter)
