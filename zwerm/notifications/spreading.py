"""From the log to everybody whom it concerns.

The reader of the log only notes that a line is to be told: one row, a `Spread`, in the transaction of its cursor. The worker then tells
it, batch by batch: each batch is one transaction of the notices, of what the roads put in the outbox, and of how far the spread is. So a
worker that is killed has told a batch or has not; a large act holds nobody up, since what has gone less far goes first; and what
somebody wishes is looked at when their batch comes.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from zwerm.activity.models import Entry
from zwerm.core import turns
from zwerm.core.away import is_away
from zwerm.notifications import notices, roads
from zwerm.notifications.choices import When
from zwerm.notifications.models import Notice, Pause, Spread
from zwerm.notifications.notices import Kind, Spot
from zwerm.notifications.reach import reached
from zwerm.notifications.wishing import Wishes

log = logging.getLogger(__name__)

#: Members who are looked at in one transaction.
BATCH = 500
#: Small spreads that are told at most in one step, and seconds after which it takes no further one: others want to be done too.
TOGETHER, LONGEST = 50, 0.25
#: What is older when it is read is told to nobody: a reader that begins on a log with a past, an import.
FRESH = timedelta(days=7)


def read(entries: Sequence[Entry]) -> None:
    """Note what is to be told, and take back what is true no longer."""
    for entry in entries:
        _take_back(entry)
    old = timezone.now() - FRESH
    new = [one for one in entries if one.at > old and one.source != Entry.Source.IMPORT and notices.of_verb(one.verb)]
    Spread.objects.bulk_create([Spread(entry=one, expected=_expected(one)) for one in new], ignore_conflicts=True)


def _expected(entry: Entry) -> int:
    return max(kind.expected(entry) for kind in notices.of_verb(entry.verb))


def _take_back(entry: Entry) -> None:
    """Thanks that were taken back, a post that was removed: who has not read of it need not."""
    for kind in notices.kinds():
        if entry.verb in kind.undone_by:
            same: dict[str, Any] = {"entry__subject_type": entry.subject_type, "entry__subject_id": entry.subject_id}
            if kind.undone_by_actor:
                same["entry__actor"] = entry.actor_id
            Notice.objects.filter(kind=kind.name, **same).delete()
            running = Spread.objects.filter(entry__verb__in=kind.verbs, finished_at=None, **same)
            running.update(finished_at=timezone.now())


def step() -> int:
    """Tell a batch, of one large spread or of several small ones; how many spreads it brought further."""
    done, room, began = 0, BATCH, time.monotonic()
    for spread in _due()[:TOGETHER]:
        room -= _tell(spread, room)
        done += 1
        if room <= 0 or time.monotonic() - began > LONGEST:
            break
    return done


def _due() -> QuerySet[Spread]:
    due: QuerySet[Spread] = Spread.objects.filter(finished_at=None, retry_at__lte=timezone.now())
    return due.select_related("entry").order_by("reached", "entry")


def _tell(spread: Spread, most: int) -> int:
    """Tell this spread's next members, at most `most`; how many were looked at. One that fails waits, and the others go on.

    Whom it names is asked before the transaction, which on SQLite everybody who writes waits for.
    """
    try:
        named, end = _named(spread.entry, spread.reached, most)
        made = _notices(spread.entry, named) if named else []
        with turns.atomic():
            if not _is_as_it_was(spread):
                return 0
            Notice.objects.bulk_create(made)
            roads.set_out(made)
            spread.went(end or max(named, default=spread.reached), len(made), finished=end is None)
            return len(named)
    except Exception as error:  # kinds and roads are other rooms' code
        if is_away(error):
            raise
        log.exception("entry %s could not be told", spread.entry_id)
        spread.refresh_from_db()
        spread.failed(error)
        return 0


def _is_as_it_was(spread: Spread) -> bool:
    """Whether no other worker has it in hand or has told this batch, and it is true still; nobody else takes it from here on."""
    skip = connection.features.has_select_for_update_skip_locked
    same = Spread.objects.filter(pk=spread.pk, reached=spread.reached, finished_at=None)
    return bool(same.select_for_update(skip_locked=skip).values_list("pk"))


Named = Mapping[int, Sequence[Kind]]
Spots = Mapping[str, Spot | None]


def _named(entry: Entry, after: int, most: int) -> tuple[Named, int | None]:
    """The next members whom it names, each with the kinds that name them, the strongest first; and up to whom all kinds were asked.

    Each kind gives a page of its receivers in rising order. Where a page is full there may be more: then only those up to the lowest of
    such ends are taken, so that nobody is met again by another kind in the next batch. None when that was all.
    """
    pages = {kind.name: list(kind.receivers(entry, after, most)) for kind in notices.of_verb(entry.verb)}
    end = min((page[-1] for page in pages.values() if len(page) >= most), default=None)
    named: dict[int, list[Kind]] = {}
    for kind in notices.of_verb(entry.verb):
        here = [key for key in pages[kind.name] if end is None or key <= end]
        for member in reached(entry, kind, here):
            named.setdefault(member, []).append(kind)
    return named, end


def _notices(entry: Entry, named: Named) -> list[Notice]:
    wishes = Wishes(named, entry.place_id)
    spots = {kind.name: kind.thing.of(entry) for kind in notices.of_verb(entry.verb)}
    made = [_notice(entry, member, kinds, wishes, spots) for member, kinds in sorted(named.items())]
    told = [notice for notice in made if notice]
    _hold_back(told)
    return told


def _notice(entry: Entry, member: int, kinds: Sequence[Kind], wishes: Wishes, spots: Spots) -> Notice | None:
    """Of the kinds that are wanted the strongest; it comes as soon as any of them is to come."""
    wished = [(kind, wishes.when(member, kind)) for kind in kinds]
    wanted = [(kind, when) for kind, when in wished if _is_told(kind, when)]
    spot = spots[wanted[0][0].name] if wanted else None
    if spot is None:
        return None
    kind = wanted[0][0]
    when = When.AT_ONCE if any(when == When.AT_ONCE for _kind, when in wanted) else When.DIGEST
    return Notice(
        member_id=member,
        entry=entry,
        kind=kind.name,
        about=f"{kind.thing.name}:{spot.key}",
        position=spot.position,
        place_id=entry.place_id,
        actor_id=None if kind.own else entry.actor_id,
        at=entry.at,
        when=when,
    )


def _is_told(kind: Kind, when: When) -> bool:
    return when == When.AT_ONCE or (when == When.DIGEST and not kind.at_once_only)


def _hold_back(made: Sequence[Notice]) -> None:
    """While somebody has paused, what would come at once waits for their digest."""
    at_once = [notice for notice in made if notice.when == When.AT_ONCE]
    paused = Pause.objects.running().filter(member__in=[notice.member_id for notice in at_once]) if at_once else ()
    keys = {pause.pk for pause in paused}
    for notice in at_once:
        if notice.member_id in keys:
            notice.when = When.DIGEST
