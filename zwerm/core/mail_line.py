"""A line to the mail server that stays open while letters leave one after the other: saying hello takes longer than a letter."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from smtplib import SMTPServerDisconnected

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.smtp import EmailBackend

_open: ContextVar[EmailBackend | None] = ContextVar("mail line", default=None)


@contextmanager
def kept() -> Iterator[None]:
    """Inside, letters go by one line, which is opened for the first of them."""
    line = get_connection(fail_silently=False)
    if not isinstance(line, EmailBackend):  # to files
        yield
        return
    token = _open.set(line)
    try:
        yield
    finally:
        _open.reset(token)
        line.close()


def send(letter: EmailMultiAlternatives) -> None:
    """Hand a letter to the mail server; what it raises says why it could not be."""
    line = _open.get()
    if line is None:
        letter.send()
        return
    letter.connection = line
    try:
        line.open()
        letter.send()
    except SMTPServerDisconnected:  # it hung up: after so many letters, or while nothing was said
        line.close()
        line.open()
        letter.send()
