"""Open lists of notices hear of new ones (see the room live). Notices leave no line in the log: their own keys tell what is new."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db.models import Max

from zwerm.activity.models import Entry
from zwerm.live.subjects import State
from zwerm.notifications.models import Notice

#: Keys that may become visible later than higher ones, while several workers write: they are looked at again, and told again, which
#: does no harm.
AGAIN = 100


def states(keys: Collection[int], entries: Sequence[Entry]) -> Mapping[int, State]:
    """The lists of the members with these keys; their version is the key of the newest notice."""
    newest = dict(Notice.objects.filter(member__in=keys).values_list("member").annotate(Max("pk")))
    return {key: State(newest.get(key, 0), newest.get(key, 0)) for key in keys}


class Newest:
    """What came since the look before: one query that reads the end of an index, and another when something came."""

    def __init__(self) -> None:
        self._last: int | None = None

    def __call__(self) -> Mapping[int, State]:
        newest = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        since, self._last = self._last, newest
        if since is None or since == newest:
            return {}
        rows = Notice.objects.filter(pk__gt=since - AGAIN).order_by("pk").values_list("member", "pk")
        return {member: State(key, key) for member, key in rows}
