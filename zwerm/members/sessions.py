"""Sessions that know whose they are (`SESSION_ENGINE`): the session and its member come in one query.

Who is behind a session is remembered (activity/memory.py) until something happens with that member, other than talk: the end of a session, another
password or address and another profile are lines in the log. What somebody's session holds is read when it is asked for.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple, cast

from django.conf import settings
from django.contrib import auth
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DatabaseError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from zwerm.activity import memory
from zwerm.core.copies import copied
from zwerm.core.prepared import Prepared
from zwerm.members import browsers
from zwerm.members.models import Member, Session
from zwerm.members.models.session import name_of

_session = Prepared(lambda key: Session.objects.select_related("member").filter(session_key=key))


class SessionStore(DatabaseStore):
    #: Whose session this is, as the database says; whether that still holds is asked in `who`.
    member: Member | None = None
    #: The session as it was found.
    row: Session | None = None
    #: What the browser says it is.
    line = ""

    @classmethod
    def get_model_class(cls) -> type[Session]:
        return Session

    def _get_session_from_db(self) -> Session | None:
        found: list[Session] = _session(key=self.session_key)
        if not found or found[0].expire_date <= timezone.now():
            self._session_key = None
            return None
        self.row, self.member = found[0], found[0].member
        return found[0]

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        session: Any = super().create_model_instance(data)
        session.member_id = data.get(auth.SESSION_KEY)
        if self.row is not None and self.row.session_key == session.session_key:
            for name in Session.BESIDE:
                setattr(session, name, getattr(self.row, name))
        else:
            session.browser, session.system = browsers.known(self.line)
        return cast("Session", session)

    def delete(self, session_key: str | None = None) -> None:
        """Django names a key only where this session goes on under another one: after the password was changed in it."""
        successor = name_of(self.session_key) if session_key and self.session_key else ""
        for session in Session.objects.filter(session_key=session_key or self.session_key).select_related("member"):
            session.end(successor)


class Known(NamedTuple):
    """Who is behind a session, and until when it lasts."""

    member: Member
    until: datetime


_known = memory.Shelf(most=5000)


def who(request: HttpRequest) -> Any:
    """Who is behind `request`: the session's member where all is plain, and else whoever Django finds, with all that it minds."""
    session: Any = request.session
    session.accessed = True  # the answer depends on it, also where it is remembered
    key = (session.session_key, timezone.localdate())
    since, found = memory.house.turn, _known.get(key)
    known: Known | None = found.value if found else _holder(session)
    if known is None or known.until <= timezone.now():
        return auth.get_user(request)
    if found is None:
        _known.put(key, (memory.person(known.member.pk),), known, since)
    return copied(known.member)


def _holder(session: Any) -> Known | None:
    """The member of a session that holds; whose day is noted then, which makes that once a day."""
    key = session.get(auth.SESSION_KEY)
    member: Member | None = session.member if key else None
    if member is None or str(member.pk) != key or not _holds(session, member):
        return None
    _see(session.row, session.line)
    return Known(member, session.row.expire_date)


def _see(row: Session, line: str) -> None:
    """Note the day, and what the browser says it is. Reading goes on where nothing can be written."""
    today = timezone.localdate()
    if row.seen_on == today:
        return
    row.seen_on, (row.browser, row.system) = today, browsers.known(line)
    with suppress(DatabaseError):
        Session.objects.filter(pk=row.pk).update(browser=row.browser, system=row.system, seen_on=today)


def _holds(session: Any, member: Member) -> bool:
    """Whether they may still come in by this session: nobody who left, nor after their password was changed elsewhere."""
    signed = session.get(auth.HASH_SESSION_KEY, "")
    known_way = session.get(auth.BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
    return bool(member.is_active and known_way and constant_time_compare(signed, member.get_session_auth_hash()))
