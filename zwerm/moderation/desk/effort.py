"""What somebody did themselves in the last weeks: shown to nobody else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from zwerm.activity.models import Entry
from zwerm.members.models import Member

WEEKS = 8
WRITTEN, THANKED, DECIDED = ("topic.started", "post.written"), ("thanks.given", "helped.given"), ("case.decided",)
#: Height of the plot, in the units of its drawing, and the least that fills it.
HEIGHT, LEAST = 60, 5


@dataclass(frozen=True)
class Week:
    begins: date
    written: int
    thanked: int
    decided: int
    #: Where its bar stands in the plot, and how high.
    left: int
    height: int

    @property
    def top(self) -> int:
        return HEIGHT - self.height


def weeks_of(member: Member) -> Sequence[Week]:
    """One's own last weeks, the oldest first; nothing where there was nothing."""
    monday = _monday(timezone.now())
    begins = [monday - timedelta(weeks=back) for back in reversed(range(WEEKS))]
    done = _done(member, begins[0])
    if not done:
        return []
    weeks = [[sum(done[week, verb] for verb in verbs) for verbs in (WRITTEN, THANKED, DECIDED)] for week in begins]
    most = max(LEAST, *(sum(week) for week in weeks))
    return [
        Week(begins[place], written, thanked, decided, place * 30, round(HEIGHT * (written + thanked + decided) / most))
        for place, (written, thanked, decided) in enumerate(weeks)
    ]


def _done(member: Member, since: date) -> Counter[tuple[date, str]]:
    midnight = timezone.make_aware(datetime.combine(since, datetime.min.time()))
    lines = Entry.objects.filter(actor=member, at__gte=midnight, verb__in=(*WRITTEN, *THANKED, *DECIDED))
    return Counter((_monday(at), verb) for at, verb in lines.values_list("at", "verb"))


def _monday(moment: datetime) -> date:
    day = timezone.localtime(moment).date()
    return day - timedelta(days=day.weekday())
