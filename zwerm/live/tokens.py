"""Who may listen: a page carries a token for its subject, signed, and good for a few days.

It names nobody, so it belongs to the shared body, and it is the same all day, so the page is too. Whoever has one learns when
something changes and never what: what is new a page fetches through the room's door, with its reader's own rights.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.core import signing
from django.utils import timezone

from zwerm.live import subjects
from zwerm.live.subjects import Subject

#: A page that stays open longer takes a new token along with what it fetches.
GOOD_FOR = timedelta(days=2)

_signer = signing.Signer(salt="zwerm.live")


class BadToken(ValueError):
    """Not one of ours, or too old."""


def token(subject: Subject) -> str:
    last = timezone.localdate() + GOOD_FOR
    return _signer.sign(f"{subject}:{last.toordinal()}")


def read(token: str) -> tuple[Subject, date]:
    """The subject, and the last day on which one may listen to it.

    Raises:
        BadToken: it is not one of ours, or too old.
    """
    try:
        kind, key, day = _signer.unsign(token).split(":")
        subject, last = Subject(kind, int(key)), date.fromordinal(int(day))
    except (signing.BadSignature, ValueError) as error:
        raise BadToken from error
    if last < timezone.localdate() or not subjects.is_kind(kind):
        raise BadToken
    return subject, last
