"""From the log to everybody whom it concerns.

The reader of the log only notes that a line is to be told: one row, a `Spread`, in the transaction of its cursor. The worker then tells
it, batch by batch: each batch is one transaction of the notices, of what the roads put in the outbox, and of how far the spread is. So a
worker that is killed has told a batch or has not; a large act holds nobody up, since what has gone less far goes first; and what
somebody wishes is looked at when their batch comes.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from zwerm.activity.models import Entry
from zwerm.core import turns
from zwerm.core.away import is_away
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


def read(entries: Sequence[Entry]) -> None:
    """Note what is to be told, and take back what is true no longer."""
    for entry in entries:
        _take_back(entry)
        if entry.verb == KEPT_AWAY:
            _keep_away(entry)
    old = timezone.now() - FRESH
    new = [one for one in entries if one.at > old and one.source != Entry.Source.IMPORT and notices.of_verb(one.verb)]
    Spread.objects.bulk_create([Spread(entry=one, expected=_expected(one)) for one in new], ignore_conflicts=True)


def _expected(entry: Entry) -> int:
    return max(kind.expected(entry) for kind in notices.of_verb(entry.verb))


def _keep_away(entry: Entry) -> None:
    """What somebody was told of a person whom they block goes with them."""
    blocked = Block.objects.filter(pk=entry.subject_id).values("blocked")
    Notice.objects.filter(member=entry.actor_id, actor__in=blocked).delete()


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
        return [plan(spread, most)]
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
    made = [notice for one in told for notice in one.notices]
    for notice in made:
        notice.pk = None  # of a transaction that was taken back
    Notice.objects.bulk_create(made)
    roads.set_out(made)
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
