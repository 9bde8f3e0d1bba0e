"""An open page hears how far the index is (see the room live). Sweeps leave no line in the log: their own rows tell."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence

from django.db.models import Count, Sum

from zwerm.activity.models import Entry
from zwerm.live.subjects import State
from zwerm.search.models import Sweep

#: There is one index, and seconds between two words about it.
INDEX, PAUSE = 1, 1.5


def now() -> State:
    """What is shown now is as new as the clock."""
    version = time.time_ns() // 1_000_000
    return State(version, version)


def states(keys: Collection[int], entries: Sequence[Entry]) -> Mapping[int, State]:
    return {key: now() for key in keys if key == INDEX}


class Moved:
    """Whether sweeps moved since that was asked before: one query over the few rows there are."""

    def __init__(self) -> None:
        self._before: object = None
        self._told = float("-inf")

    def __call__(self) -> Mapping[int, State]:
        if time.monotonic() - self._told < PAUSE:
            return {}
        stands = Sweep.objects.aggregate(Count("pk"), Sum("done"), Count("retry_at", distinct=True))
        before, self._before = self._before, stands
        if before is None or before == stands:
            return {}
        self._told = time.monotonic()
        return {INDEX: now()}
