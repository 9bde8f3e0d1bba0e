"""The ways out of the house: a road takes what is to come at once, and puts it in the outbox.

A room registers a road in its `hooks.py`: `roads.road("mail", take)`. `take(notices)` is called in the transaction that made these
notices, so that what it puts in the outbox (activity/deliveries.py) is there exactly once; it must be quick. When one leaves, the road
asks `still_wanted(notice)`: it may have been read meanwhile, or be wanted no longer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zwerm.notifications import notices
from zwerm.notifications.choices import When
from zwerm.notifications.models import Notice, Pause
from zwerm.notifications.reach import reached
from zwerm.notifications.wishing import Wishes

Take = Callable[[Sequence[Notice]], None]
_roads: dict[str, Take] = {}


def road(name: str, take: Take) -> None:
    """Let `take(notices)` see to what is to come at once; registering a name again replaces it."""
    _roads[name] = take


def set_out(made: Sequence[Notice]) -> None:
    """Give every road those of these notices that are to come at once."""
    at_once = [notice for notice in made if notice.when == When.AT_ONCE]
    for take in _roads.values() if at_once else ():
        take(at_once)


def still_wanted(notice: Notice) -> bool:
    """Whether its member may and wants to hear of it now: not read, not muted, not blocked, not out, not paused."""
    kind = notices.get(notice.kind)
    if kind is None or notice.read or Pause.objects.running().filter(member=notice.member_id).exists():
        return False
    if not any(members for _kind, members in reached(notice.entry, [(kind, [notice.member_id])])):
        return False
    return Wishes([notice.member_id], notice.place_id).when(notice.member_id, kind) != When.NEVER
