"""Limits of pace: what a person never meets, and a script does.

A room says in its `rules.py`, beside its permissions, how fast one of its doors may be used:

    limit("discussions:replies", at_once=12, every=15)

Twelve in a row, then one every fifteen seconds, by each member, or by each address where nobody is signed in; with `per="login"` also
for whatever stands in that field of the form, whoever sends it. One row for each limit and person keeps the moment until which it is used
up (the generic cell rate algorithm, ITU-T I.371), in the database, so that it holds for all web processes together and after a
restart. One statement decides and writes. It is a transaction of its own before the view begins, or, with `in_deed=True`, a part of the
deed's: the view hands `due_of(request)` to the verb, and what came to no deed is counted when it is answered.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Model
from django.http import HttpRequest

from zwerm.core.turns import turn

READS = ("GET", "HEAD")

TAKE = """
INSERT INTO core_pace (key, used_until) VALUES (%(key)s, %(now)s + %(step)s)
ON CONFLICT (key) DO UPDATE
SET used_until = CASE WHEN core_pace.used_until < %(now)s THEN %(now)s ELSE core_pace.used_until END + %(step)s
WHERE core_pace.used_until + %(step)s <= %(now)s + %(room)s
RETURNING used_until
"""
LOOK = "SELECT used_until FROM core_pace WHERE key = %s"


@dataclass(frozen=True)
class Limit:
    """How fast a door may be used: `at_once` times in a row, then once in `every` seconds."""

    door: str
    at_once: int
    every: float
    #: The field of the form whose value is counted; empty: the member or address that asks.
    per: str
    #: Whether it is counted in the transaction of the deed.
    in_deed: bool = False
    #: Whether reading is what is counted: at one door it is counted apart from what is sent there.
    reading: bool = False

    def take(self, whose: str) -> int:
        """Use it once; 0 when that was possible, else the whole seconds until it is."""
        key, now, room = self._key(whose), time.time(), self.at_once * self.every * settings.PACE
        with turn(), connection.cursor() as cursor:
            cursor.execute(TAKE, {"key": key, "now": now, "step": self.every, "room": room})
            if cursor.fetchone():
                return 0
            cursor.execute(LOOK, [key])
            (used_until,) = cursor.fetchone() or (now,)
        return max(math.ceil(used_until + self.every - now - room), 1)

    def _key(self, whose: str) -> str:
        words = f"{self.door} {'read' if self.reading else 'sent'} {self.per} {whose}".encode()
        return blake2b(words, digest_size=20, key=settings.SECRET_KEY.encode()[:64]).hexdigest()


class TooFast(Exception):
    """Whoever does this has to wait so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"{seconds} seconds too early")
        self.seconds = seconds


@dataclass
class Due:
    """What one request still has to be counted for."""

    limits: list[tuple[Limit, str]] = field(default_factory=list)

    def by(self, member: Model) -> None:
        """Whoever asks is this member: they say so otherwise than by being signed in, by a secret in the address."""
        self.limits = [(one, f"member {member.pk}") for one, _whose in self.limits]

    @contextmanager
    def counted(self) -> Iterator[bool]:
        """Count it in the transaction of the deed, which is inside. Where this gives true, whoever did it is alone with that count
        until the transaction ends: their next deed of this kind waits.

        Raises:
            TooFast: before anything is done.
        """
        due, self.limits = self.limits, []
        if seconds := max((one.take(whose) for one, whose in due), default=0):
            raise TooFast(seconds)
        try:
            yield bool(due)
        except BaseException:
            self.limits = due  # with the deed its count is undone
            raise


_limits: dict[tuple[str, bool], list[Limit]] = {}


def limit(
    door: str, *, at_once: int, every: float, per: str = "", reading: bool = False, in_deed: bool = False
) -> None:
    """Say how fast the address of this name may be sent something, or be read."""
    _limits.setdefault((door, reading), []).append(Limit(door, at_once, every, per, in_deed, reading))


def declared() -> dict[tuple[str, bool], list[Limit]]:
    """Every limit, by the name of the address and whether reading it is what is counted."""
    return _limits


def wait(request: HttpRequest, door: str) -> int:
    """Seconds that whoever asks has to wait at this door; 0 when they may go on, and then one more use is counted, or is due."""
    reading = request.method in READS
    limits = _limits.get((door, reading))
    if not limits or not settings.PACE:
        return 0
    due_of(request).limits = [(one, whose) for one in limits if one.in_deed for whose in _whose(one, request)]
    try:
        return max((one.take(whose) for one in limits if not one.in_deed for whose in _whose(one, request)), default=0)
    except DatabaseError:
        if reading:  # goes on while nothing can be written
            return 0
        raise


def due_of(request: HttpRequest) -> Due:
    """What this request is still to be counted for, by the verb that does what it asks."""
    due: Due = request.__dict__.setdefault("due", Due())
    return due


def wait_after_all(request: HttpRequest) -> int:
    """The same as `wait` for what came to no deed: it was refused, or sent back to be mended."""
    try:
        with due_of(request).counted():
            return 0
    except TooFast as error:
        return error.seconds
    except DatabaseError:  # there is an answer, and it may well say so
        return 0


def wait_of(member: Model, door: str) -> int:
    """The same for a member who comes to this door by another road than a page: a letter."""
    limits = _limits.get((door, False), []) if settings.PACE else []
    return max((one.take(f"member {member.pk}") for one in limits if not one.per), default=0)


def _whose(one: Limit, request: HttpRequest) -> Iterator[str]:
    if one.per:
        yield request.POST.get(one.per, "").strip().lower()
    else:
        yield f"member {request.user.pk}" if request.user.is_authenticated else f"address {address_of(request)}"


def address_of(request: HttpRequest) -> str:
    """From where a visitor asks: as the proxy says, where there is one; of IPv6 the network, which is what one household has."""
    given = str(request.META.get("REMOTE_ADDR", ""))
    if settings.ENVIRONMENT.behind_proxy:
        given = request.headers.get("X-Forwarded-For", given).split(",")[-1].strip()
    try:
        address = ip_address(given)
    except ValueError:
        return given
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else str(address)
