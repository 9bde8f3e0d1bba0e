"""Learning from what was decided here: adverts and spam that were taken away, against what was fine and what nobody minded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from zwerm.moderation import matters
from zwerm.moderation.models import Case, Decision, Learned, Objection
from zwerm.moderation.reasons import Reason
from zwerm.moderation.spam.judge import LEAST, Example, learn

Kind = Decision.Kind

#: At most so many decisions of either kind, the latest; and so many things that nobody minded for each of spam. It is a few seconds of
#: the worker's time, in which nobody's notices go out.
MOST, OTHERS = 500, 2
#: What stood so long without a report, nobody minds.
QUIET = timedelta(days=7)

_TAKEN = Q(kind=Kind.REMOVE) | Q(memo__thing__kind__in=[Kind.REMOVE, Kind.HIDE, Kind.REFUSE])


def learn_again() -> None:
    """Learn anew when anything was decided since the last time; what was put back after an objection is not held against it."""
    last = Learned.objects.filter(version=Learned.VERSION).first()
    if last and not _is_news(last.at):
        return
    spam = list(_decided(_TAKEN & Q(reason__in=[Reason.ADVERT, Reason.SPAM]), spam=True))
    if len(spam) < LEAST:
        Learned.objects.all().delete()
        return
    fine = list(_decided(Q(kind__in=[Kind.FINE, Kind.PASS]), spam=False))
    if judge := learn([*spam, *fine, *_untouched(OTHERS * len(spam))]):
        Learned.keep(judge)


def _is_news(since: datetime) -> bool:
    told, answered = Decision.objects.filter(told_at__gt=since), Objection.objects.filter(answered_at__gt=since)
    return told.exists() or answered.exists()


def _decided(which: Q, *, spam: bool) -> Iterator[Example]:
    stands = Decision.objects.standing().filter(which).exclude(told_at=None).exclude(objection__reversed=True)
    for decision in stands.exclude(case__words="").select_related("case__author").order_by("-pk")[:MOST]:
        case = decision.case
        yield Example(case.words, spam, matters.days(case.author, case.opened_at))


def _untouched(most: int) -> Iterator[Example]:
    before = timezone.now() - QUIET
    for matter in matters.registered():
        if matter.written is None:
            continue
        cases = Case.objects.filter(subject_type=matter.subject_type)
        for written in matter.written(before, most, cases.values("subject_id")):
            yield Example(written.words, False, matters.days(written.author, written.at))
