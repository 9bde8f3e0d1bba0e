"""The ways out of the house. What is to come at once goes by one of them, and by one only.

A room registers a road in its `hooks.py`: `roads.road("push", take, order=10)`. `take(notices)` is called in the transaction that made
these notices, so that what it puts in the outbox (activity/deliveries.py) is there exactly once; it must be quick. It gives back those
that it cannot bring, and the next road is asked for them. When one leaves, the road asks for what is `gathered(notice)`: it may have been
read meanwhile, or be wanted later, or no longer; and what it could not bring in the end it hands on (`hand_on`). A road hands over
while nobody else does (`in_hand`), so that of two workers only one tells it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from zwerm.notifications import notices
from zwerm.notifications.choices import When
from zwerm.notifications.models import Handing, Notice
from zwerm.notifications.planning import anew

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


@contextmanager
def in_hand(one: QuerySet[Notice]) -> Iterator[Notice | None]:
    """Inside, this notice is handed over, and nothing else to its member; None where it is there no more.

    Raises:
        NotYet: something else is.
    """
    member = one.values_list("member", flat=True).first()
    if member is None:
        yield None
        return
    with Handing.to(member):
        yield one.select_related("entry", "member", "actor").first()


def _is_enough(member: int) -> bool:
    """Whether enough came to this member today."""
    told = Notice.objects.filter(member=member, told_at__gt=timezone.now() - DAY, when=When.AT_ONCE)
    return told.values("told_at").distinct().count() >= MOST


def as_wished(made: Sequence[Notice]) -> dict[int, When]:
    """Which of these notices of one member are wanted at this moment, by key, and when they are to come.

    Not those that were read, nor what is muted, blocked or out of reach by now, nor anything of a kind that its room has no more.
    """
    left = [notice for notice in made if not notice.read]
    return {one.pk: When(now.when) for one, now in zip(left, anew(left), strict=True) if now and _holds(one, now)}


def _holds(notice: Notice, now: Notice) -> bool:
    """Whether it would still be told as what it is: who wants no replies is not told of one as something weaker."""
    was, by_now = notices.get(notice.kind), notices.get(now.kind)
    return bool(was and by_now and by_now.strength >= was.strength)


def comes_at_once(notice: Notice) -> bool:
    """Whether its member wants it at once still, and has not paused."""
    return as_wished([notice]).get(notice.pk) == When.AT_ONCE


def gathered(notice: Notice) -> list[Notice]:
    """All that is to come at once to its member about the same thing and did not yet, the oldest first: it leaves together.

    Nothing, when `notice` itself is not to come any more. What its member wants in the digest by now waits for that, or only stands in
    the page; and where enough came today, all of it waits.
    """
    same = Notice.objects.filter(member=notice.member_id, about=notice.about, when=When.AT_ONCE)
    rows = list(same.filter(read=False, told_at=None).select_related("entry", "member", "actor").order_by("pk"))
    wished = as_wished(rows)
    for later in (When.DIGEST, When.HERE):
        Notice.objects.filter(pk__in=[key for key, when in wished.items() if when == later]).update(when=later)
    together = [one for one in rows if wished.get(one.pk) == When.AT_ONCE]
    if notice in together and _is_enough(notice.member_id):
        Notice.objects.filter(pk__in=[one.pk for one in together]).update(when=When.DIGEST)
        return []
    return together if notice in together else []
