"""Addresses that are signed: who answers to what, or whose letter comes back, in the part of an address after the `+`.

`reply+post.2s.1f.3krw…@community.example.org`: the purpose, its key and the member in base 36, and what only this house can compute.
Everything in it is lower case, since servers on the way may take capitals for the same.
"""

from __future__ import annotations

import base64
import hmac
import re
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.http import base36_to_int, int_to_base36

if TYPE_CHECKING:
    from zwerm.members.models import Member

#: The purpose of the address to which a letter comes back that could not be delivered.
RETURN = "return"
SIGNED_BY = 10  # bytes: 2 to the 80th guesses
_shape = re.compile(r"(?P<purpose>[a-z]+)\.(?P<key>[0-9a-z]{1,13})\.(?P<member>[0-9a-z]{1,13})\.(?P<seal>[a-z2-7]{16})")


class NotOurs(ValueError):
    """Not an address that this house gave out."""


class Sealed(NamedTuple):
    """What an address says."""

    purpose: str
    key: int
    member: int


def answers_to(member: Member, purpose: str, key: int) -> str:
    """Where `member` answers by mail to the thing with this key; empty when nobody answers by mail here."""
    return _address(Sealed(purpose, key, member.pk))


def returns_to(member: Member) -> str:
    """Where letters to `member` come back; empty when none are taken in. It says to which of their addresses they went."""
    return _address(Sealed(RETURN, _mark(member), member.pk))


def is_about(sealed: Sealed, member: Member) -> bool:
    """Whether what came back was sent to the address that `member` has now: that of another one says nothing of this one."""
    return sealed.key == _mark(member)


def _mark(member: Member) -> int:
    return crc32((member.email or "").lower().encode())


def read(address: str) -> Sealed:
    """What this address says.

    Raises:
        NotOurs: it is not signed by this house, or not an address of it at all.
    """
    box, _at, domain = settings.REPLY_ADDRESS.lower().rpartition("@")
    local, _at, at_domain = address.strip().lower().rpartition("@")
    name, _plus, rest = local.partition("+")
    found = _shape.fullmatch(rest)
    if not box or (name, at_domain) != (box, domain) or found is None:
        raise NotOurs(address)
    sealed = Sealed(found["purpose"], base36_to_int(found["key"]), base36_to_int(found["member"]))
    if not hmac.compare_digest(_seal(sealed), found["seal"]):
        raise NotOurs(address)
    return sealed


def _address(sealed: Sealed) -> str:
    box, _at, domain = settings.REPLY_ADDRESS.rpartition("@")
    if not box:
        return ""
    key, member = int_to_base36(sealed.key), int_to_base36(sealed.member)
    return f"{box}+{sealed.purpose}.{key}.{member}.{_seal(sealed)}@{domain}"


def _seal(sealed: Sealed) -> str:
    digest = salted_hmac(
        "zwerm.letterbox", f"{sealed.purpose}:{sealed.key}:{sealed.member}", algorithm="sha256"
    ).digest()
    return base64.b32encode(digest[:SIGNED_BY]).decode().lower()
