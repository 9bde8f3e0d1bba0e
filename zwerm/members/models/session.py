from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from zwerm.activity import log

#: What rooms keep for a browser goes when that is signed out: `deed(session, successor)`, in the same transaction.
_at_end: dict[str, Callable[[Session, str], None]] = {}


def at_end(name: str, deed: Callable[[Session, str], None]) -> None:
    """Let `deed` take away what it keeps for a session that ends, or move it to the one of this name, where it only got another key."""
    _at_end[name] = deed


def name_of(session_key: str) -> str:
    """How an address names a session; the key itself opens the door, and is shown to nobody."""
    return salted_hmac("session", session_key, algorithm="sha256").hexdigest()[:16]


class SessionScope(models.QuerySet["Session"]):
    def visible_to(self, person: Any) -> SessionScope:
        """Where somebody is signed in is their own business."""
        return self.filter(member=person) if person.is_authenticated else self.none()

    def running(self) -> SessionScope:
        return self.filter(expire_date__gt=timezone.now())


class SessionManager(BaseSessionManager["Session"].from_queryset(SessionScope)):  # type: ignore[misc]
    pass


class Session(AbstractBaseSession):
    """A browser that came before. Whose it is stands beside it, so that one question finds both; who goes takes theirs along."""

    #: What is kept beside the session itself, and stays when that is written again.
    BESIDE: ClassVar[tuple[str, ...]] = ("browser", "system", "since", "seen_on")

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="sessions")
    #: Which browser on which device, in words: the rest of what a browser says of itself is not kept.
    browser = models.CharField(max_length=30, blank=True)
    system = models.CharField(max_length=30, blank=True)
    since = models.DateTimeField(default=timezone.now)
    #: The last day on which it was used: finer than a day is nobody's business.
    seen_on = models.DateField(default=timezone.localdate)

    objects: ClassVar[SessionManager] = SessionManager()

    @classmethod
    def get_session_store_class(cls) -> Any:
        from zwerm.members.sessions import SessionStore  # the store names this model

        return SessionStore

    @property
    def name(self) -> str:
        return name_of(self.session_key)

    @property
    def holds(self) -> bool:
        """Whether it still opens the door: not after the password was changed elsewhere."""
        signed = self.get_decoded().get(HASH_SESSION_KEY, "")
        return self.member is not None and constant_time_compare(signed, self.member.get_session_auth_hash())

    def end(self, successor: str = "") -> None:
        """Sign this browser out, from wherever its member is now; `successor` names the session that goes on in its place."""
        with transaction.atomic():
            gone, _rows = Session.objects.filter(pk=self.pk).delete()
            if gone and self.member:
                for deed in _at_end.values():
                    deed(self, successor)
                log.record("session.ended", actor=self.member, subject=self.member)

    @classmethod
    def clear_expired(cls) -> None:
        cls.objects.filter(expire_date__lte=timezone.now()).delete()
