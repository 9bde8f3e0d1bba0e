"""From the log to everybody whom it concerns.

Most lines concern few: the reader of the log finds out whom, and writes their notices, what the roads put in the outbox, and its cursor
in one transaction. Of a line that concerns many it only notes that it is to be told: one row, a `Spread`. The worker then tells it, batch
by batch: each batch is one transaction of the notices, of the outbox, and of how far the spread is. So a worker that is killed has told a
batch or has not; a large act holds nobody up; and what somebody wishes is looked at when their batch comes.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from zwerm.activity.models import Entry
from zwerm.activity.readers import Read
from zwerm.core import turns
from zwerm.core.away import is_away
from zwerm.core.statements import insert_all, write_many
from zwerm.members.models import Block
from zwerm.notifications import notices, roads
from zwerm.notifications.models import Notice, Spread
from zwerm.notifications.planning import Plan, plan

log = logging.getLogger(__name__)

#: Members who are looked at in one transaction.
BATCH = 500
#: Small spreads that are told at most in one step, and seconds after which it takes no further one: others want to be done too.
TOGETHER, LONGEST = 50, 0.25
#: What is older when it is read is told to nobody: a reader that begins on a log with a past, an import.
FRESH = timedelta(days=7)
KEPT_AWAY = "block.put_up"
#: What concerns more members than that is told batch by batch; what concerns fewer, in the transaction of the reader.
FEW = 50
BEGIN = """
INSERT INTO notifications_spread
    (entry_id, reached, done, expected, begun_at, finished_at, failures, last_error, retry_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (entry_id) DO NOTHING
"""


def prepare(entries: Sequence[Entry]) -> Read:
    """Find out what is to be told, and what is true no longer; what concerns few is told with that, in one transaction."""
    spreads = {one.pk: Spread(entry=one, expected=_expected(one)) for one in _new(entries)}
    plans = {one.spread.pk: one for one in _small(list(spreads.values()))}

    def read(some: Sequence[Entry]) -> None:
        _tell_at_once([plans[entry.pk] for entry in some if entry.pk in plans])
        write_many(BEGIN, (_row(spreads[entry.pk]) for entry in some if entry.pk in spreads))
        for entry in some:
            _take_back(entry)
            if entry.verb == KEPT_AWAY:
                _keep_away(entry)

    return read


def read(entries: Sequence[Entry]) -> None:
    """The same at once, where there is a transaction already."""
    prepare(entries)(entries)


def _new(entries: Sequence[Entry]) -> list[Entry]:
    """The lines of which something is to be told, and was not yet."""
    old = timezone.now() - FRESH
    new = [one for one in entries if one.at > old and one.source != Entry.Source.IMPORT and notices.of_verb(one.verb)]
    begun = set(Spread.objects.filter(pk__in=[one.pk for one in new]).values_list("pk", flat=True)) if new else ()
    return [one for one in new if one.pk not in begun]


def _small(spreads: Sequence[Spread]) -> list[Plan]:
    """Plans of those that concern few, whole. The others are told batch by batch; and what fails here is tried there by itself."""
    few = [one for one in spreads if one.expected <= FEW]
    try:
        plans = [one for start in range(0, len(few), TOGETHER) for one in plan(few[start : start + TOGETHER], FEW)]
    except Exception as error:  # kinds are other rooms' code
        if is_away(error):
            raise
        return []
    return [one for one in plans if one.is_last]


def _tell_at_once(plans: Sequence[Plan]) -> None:
    """What cannot be told so stays to be told by itself."""
    try:
        with transaction.atomic():
            _make([notice for one in plans for notice in one.notices])
    except Exception as error:  # roads are other rooms' code
        if is_away(error):
            raise
        return
    for one in plans:
        one.spread.reached, one.spread.done, one.spread.finished_at = one.reached, len(one.notices), timezone.now()


def _make(made: Sequence[Notice]) -> None:
    for notice in made:
        notice.pk = None  # of a transaction that was taken back
    insert_all(made)
    roads.set_out(made)


def _row(one: Spread) -> tuple[Any, ...]:
    return one.pk, one.reached, one.done, one.expected, one.begun_at, one.finished_at, 0, "", one.retry_at


def _expected(entry: Entry) -> int:
    return max(kind.expected(entry) for kind in notices.of_verb(entry.verb))


def _keep_away(entry: Entry) -> None:
    """What somebody was told of a person whom they block goes with them."""
    blocked = Block.objects.filter(pk=entry.subject_id).values("blocked")
    Notice.objects.filter(member=entry.actor_id, actor__in=blocked).delete()


def _take_back(entry: Entry) -> None:
    """Thanks that were taken back, a post that was removed: who has not read of it need not."""
    for kind in notices.undone_by(entry.verb):
        same: dict[str, Any] = {"entry__subject_type": entry.subject_type, "entry__subject_id": entry.subject_id}
        if kind.undone_by_actor:
            same["entry__actor"] = entry.actor_id
        Notice.objects.filter(kind=kind.name, entry__lt=entry.pk, **same).delete()
        running = Spread.objects.filter(entry__verb__in=kind.verbs, entry__lt=entry.pk, finished_at=None, **same)
        running.update(finished_at=timezone.now())


def step() -> int:
    """Tell a batch, of one large spread or of several small ones; how many spreads it took in hand.

    What each is to bring is asked before the transaction, which on SQLite everybody who writes waits for.
    """
    plans: list[Plan] = []
    done, room, began = 0, BATCH, time.monotonic()
    for spread in _due()[:TOGETHER]:
        plans += _planned(spread, room)
        done, room = done + 1, BATCH - sum(plan.looked_at for plan in plans)
        if room <= 0 or time.monotonic() - began > LONGEST:
            break
    _tell(plans)
    return done


def _due() -> QuerySet[Spread]:
    due: QuerySet[Spread] = Spread.objects.filter(finished_at=None, retry_at__lte=timezone.now())
    return due.select_related("entry").order_by("reached", "entry")


def _planned(spread: Spread, most: int) -> list[Plan]:
    """This spread's next batch, of at most so many members; nothing where that fails."""
    try:
        return plan([spread], most)
    except Exception as error:  # kinds are other rooms' code
        _failed(spread, error)
        return []


def _tell(plans: Sequence[Plan]) -> None:
    """Tell these batches in one transaction. Where that fails each has its own: one that fails waits, and the others go on."""
    try:
        if plans:
            with turns.atomic():
                _write(plans)
    except Exception as error:  # roads are other rooms' code
        if len(plans) == 1 or is_away(error):
            _failed(plans[0].spread, error)
        else:
            for one in plans:
                _tell([one])


def _write(plans: Sequence[Plan]) -> None:
    free = _free(plans)
    told = [one for one in plans if free.get(one.spread.pk) == one.spread.reached]
    _make([notice for one in told for notice in one.notices])
    for one in told:
        one.spread.went(one.reached, len(one.notices), finished=one.is_last)


def _free(plans: Sequence[Plan]) -> dict[int, int]:
    """How far those are that are true still and that no other worker has in hand; nobody else takes them from here on."""
    skip = connection.features.has_select_for_update_skip_locked
    same = Spread.objects.filter(pk__in=[one.spread.pk for one in plans], finished_at=None)
    return dict(same.select_for_update(skip_locked=skip).values_list("pk", "reached"))


def _failed(spread: Spread, error: Exception) -> None:
    if is_away(error):
        raise error
    log.exception("entry %s could not be told", spread.entry_id)
    spread.refresh_from_db()
    spread.failed(error)
