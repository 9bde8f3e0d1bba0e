"""Whether the bell rings for somebody: something came that they have not looked at.

It stands on every page and costs no question of its own: a room that asks something about each reader anyway asks this along
(`rings_for`), tells the answer (`told`), and says how it is to be asked first (`brought_by`).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, OuterRef

from zwerm.notifications.models import Notice

#: The question that is asked about a member once in a request (members/remembering.py).
RINGS = "the bell rings"


def _nobody(member: Any) -> object:
    return None


_bring: Callable[[Any], object] = _nobody


def brought_by(bring: Callable[[Any], object]) -> None:
    """Let `bring(member)` ask what brings this answer along."""
    global _bring
    _bring = bring


def rings_for(member: OuterRef) -> Exists:
    """The question, to stand in a query over members."""
    return Exists(Notice.objects.filter(member=member, seen=False))


def told(member: Any, rings: bool) -> None:
    """Another question brought the answer along."""
    member.once(RINGS, lambda: rings)


def rings(member: Any) -> bool:
    _bring(member)
    return bool(member.once(RINGS, lambda: Notice.objects.filter(member=member.pk, seen=False).exists()))


def read_about(member: Any, about: str, up_to: int) -> None:
    """`member` reads of this thing up to here; where the bell does not ring there is nothing to do, and nothing is asked."""
    if rings(member):
        Notice.read_about(member, about, up_to)
        member.learn(RINGS, Notice.objects.filter(member=member.pk, seen=False).exists())
