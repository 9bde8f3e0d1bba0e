"""What somebody typed in a form that could not be taken: shown to them again, whole, with the way on.

Whatever the reason (the page stood open too long, they were signed out meanwhile, the thing they wrote at is gone), no answer of the
house throws words away. Passwords and codes are never shown again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.utils import timezone

#: Where the words of somebody who was signed out wait for them, and for how many seconds.
SESSION = "kept"
WAITS = 24 * 60 * 60
#: Characters of one form that are kept.
MOST = 120_000
SECRET = ("password", "code", "credential", "token")
#: Fields in which people write, however short; others count as words when they hold a space or are long.
WORDS = frozenset({"body", "title", "name", "note", "message", "reason", "purpose", "about", "headline"})


@dataclass(frozen=True)
class Kept:
    """A form that was sent: to where, and each field with what stood in it."""

    address: str
    fields: list[list[str]]

    @property
    def words(self) -> list[list[str]]:
        """Name and value of what somebody wrote."""
        return [one for one in self.fields if _is_words(*one)]

    @property
    def rest(self) -> list[list[str]]:
        """What a form sends beside it."""
        return [one for one in self.fields if not _is_words(*one)]

    def __bool__(self) -> bool:
        return bool(self.words)


def typed(request: HttpRequest) -> Kept:
    """What the form behind `request` said; nothing when there was none, or it could not be read."""
    return Kept(request.get_full_path(), list(_fields(request)))


def comes_from_here(request: HttpRequest) -> bool:
    """Whether a page of this house sent the form: only then may it be offered to be sent again."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    came = urlsplit(request.headers.get("Origin") or request.headers.get("Referer", ""))
    return (came.scheme, came.netloc) == (request.scheme, request.get_host())


def keep(request: HttpRequest, kept: Kept) -> None:
    """Let the words wait in the session of who was signed out, for the moment they have signed in again."""
    request.session[SESSION] = {"address": kept.address, "fields": kept.fields, "at": timezone.now().timestamp()}


def waiting(request: HttpRequest) -> Kept | None:
    """The words that wait in this session."""
    held = request.session.get(SESSION)
    if not held or timezone.now().timestamp() - held["at"] > WAITS:
        return None
    return Kept(held["address"], held["fields"])


def _fields(request: HttpRequest) -> Iterator[list[str]]:
    if request.method != "POST":
        return
    try:
        listed = [(name, value) for name, values in request.POST.lists() for value in values]
    except (SuspiciousOperation, OSError):  # too large to read, or broken off: the browser still has it
        return
    known = [(name, value) for name, value in listed if value and not any(one in name.lower() for one in SECRET)]
    if sum(len(value) for _, value in known) <= MOST:
        yield from ([name, value] for name, value in known)


def _is_words(name: str, value: str) -> bool:
    return name in WORDS or len(value) > 40 or " " in value.strip()
