"""The ways out of the house. What is to come at once goes by one of them, and by one only.

A room registers a road in its `hooks.py`: `roads.road("push", take, order=10)`. `take(notices)` is called in the transaction that made
these notices, so that what it puts in the outbox (activity/deliveries.py) is there exactly once; it must be quick. It gives back those
that it cannot bring, and the next road is asked for them. When one leaves, the road asks `still_wanted(notice)`: it may have been read
meanwhile, or be wanted no longer; and what it could not bring in the end it hands on (`hand_on`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from django.utils import timezone

from zwerm.notifications import notices
from zwerm.notifications.choices import When
from zwerm.notifications.models import Notice, Pause
from zwerm.notifications.reach import reached
from zwerm.notifications.wishing import Wishes

Take = Callable[[Sequence[Notice]], Sequence[Notice]]
_roads: dict[str, tuple[int, Take]] = {}

#: So often a day something comes at once, by whatever road; what is more waits for the digest.
MOST = 12
DAY = timedelta(hours=24)


def road(name: str, take: Take, *, order: int) -> None:
    """Let `take(notices)` see to what is to come at once; lower orders are asked first. Registering a name again replaces it."""
    _roads[name] = order, take


def set_out(made: Sequence[Notice]) -> None:
    """Send those of these notices on their way that are to come at once."""
    _offer([notice for notice in made if notice.when == When.AT_ONCE], after=None)


def hand_on(made: Sequence[Notice], after: str) -> None:
    """This road cannot bring these notices: let the ones after it."""
    _offer(made, after=_roads[after][0])


def _offer(left: Sequence[Notice], after: int | None) -> None:
    for order, take in sorted(_roads.values(), key=lambda one: one[0]):
        if left and (after is None or order > after):
            left = take(left)


def is_enough(member: int) -> bool:
    """Whether enough came to this member today."""
    told = Notice.objects.filter(member=member, told_at__gt=timezone.now() - DAY, when=When.AT_ONCE)
    return told.values("told_at").distinct().count() >= MOST


def still_wanted(notice: Notice) -> bool:
    """Whether its member may and wants to hear of it now: not read, not muted, not blocked, not out, not paused."""
    return bool(wanted([notice]))


def wanted(made: Iterable[Notice]) -> list[Notice]:
    """Those of these notices of one member that are still wanted, asked for all of them together."""
    known = [(one, kind) for one in made if not one.read and (kind := notices.get(one.kind))]
    member = known[0][0].member_id if known else 0
    if not known or Pause.objects.running().filter(member=member).exists():
        return []
    found = reached([(one.entry, [(kind, [member])]) for one, kind in known])
    left = [one for one, ((_kind, members),) in zip(known, found, strict=True) if members]
    wishes = Wishes({one.member_id for one, _kind in left}, {one.place_id for one, _kind in left})
    return [one for one, kind in left if wishes.when(member, one.place_id, kind) != When.NEVER]


def gathered(notice: Notice) -> list[Notice]:
    """All that is to come at once to its member about the same thing and did not yet, the oldest first: it leaves together.

    `notice` itself was asked about before; of the others only what is still wanted.
    """
    same = Notice.objects.filter(member=notice.member_id, about=notice.about, when=When.AT_ONCE)
    others = same.filter(read=False, told_at=None).exclude(pk=notice.pk).select_related("entry", "member", "actor")
    return sorted([notice, *wanted(others)], key=lambda one: one.pk)
