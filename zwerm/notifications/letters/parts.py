"""What stands in a digest: rooms say in their `hooks.py` what they have to tell a member of a stretch of time.

    parts.part("new talk", digests.new_talk, order=20)

`make(member, since, until)` gives a `Part`, or None when there is nothing to tell. Whole sentences, in the current language; only what
this member may see.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from zwerm.members.models import Member

#: Things in one part, at most: a digest is read.
FEW = 7


class Item(NamedTuple):
    title: str
    #: A path of the site.
    url: str
    note: str = ""


class Part(NamedTuple):
    heading: str
    items: Sequence[Item]


Make = Callable[[Member, datetime, datetime], Part | None]
_parts: dict[str, tuple[int, Make]] = {}


def part(name: str, make: Make, *, order: int = 50) -> None:
    """Let `make` tell something in every digest; lower orders come first."""
    _parts[name] = order, make


def told(member: Member, since: datetime, until: datetime) -> list[Part]:
    """All that is to be told to `member`, in its order."""
    made = (make(member, since, until) for _order, make in sorted(_parts.values(), key=lambda one: one[0]))
    return [one for one in made if one is not None and one.items]
