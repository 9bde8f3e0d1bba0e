"""Trying the rules of a group on its past month: what would have waited, and what became of it, before anything waits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from zwerm.groups.models import Group, GroupRole
from zwerm.members.models import Role
from zwerm.moderation import matters
from zwerm.moderation.bars import Bar, bars
from zwerm.moderation.desk.keeper import EVERYWHERE
from zwerm.moderation.holding import Limits, Why, judge_for
from zwerm.moderation.matters import Past
from zwerm.moderation.templatetags.briefly import brief

DAYS = 30
#: So much is looked at, the latest; a livelier group is tried on fewer days, and the page says so.
MOST = 1000
#: Of what would have waited so much is shown.
SHOWN = 12
#: What deciding about one takes a moderator: read it, and press a key.
MINUTES = 0.5
#: Height of the plot and width of a day, in the units of its drawing, and how many posts fill a day at least.
HEIGHT, WIDTH, LEAST = 60, 10, 3


@dataclass(frozen=True)
class Row:
    """Something that would have waited."""

    past: Past
    why: Sequence[Why]

    @property
    def brief(self) -> str:
        return brief(self.past.words, 160)


@dataclass(frozen=True)
class Day:
    at: date
    posted: int
    waited: int


@dataclass(frozen=True)
class Trial:
    rows: Sequence[Row]
    #: How much was looked at, and how much of that somebody took away.
    posted: int
    taken: int
    days: Sequence[Day]
    #: There was more in the month than is looked at.
    bounded: bool

    @property
    def width(self) -> int:
        """Of the plot."""
        return len(self.days) * WIDTH

    @property
    def bars_of_all(self) -> list[Bar]:
        return self._bars([day.posted for day in self.days])

    @property
    def bars_of_waited(self) -> list[Bar]:
        return self._bars([day.waited for day in self.days])

    def _bars(self, counts: Sequence[int]) -> list[Bar]:
        most = max([LEAST, *(day.posted for day in self.days)])
        return bars(counts, most, step=WIDTH, high=HEIGHT)

    @property
    def waited(self) -> int:
        return len(self.rows)

    @property
    def rightly(self) -> int:
        """Of what would have waited, what was taken away later."""
        return sum(row.past.taken for row in self.rows)

    @property
    def needless(self) -> int:
        return self.waited - self.rightly

    @property
    def since(self) -> date:
        return self.days[0].at

    @property
    def a_week(self) -> float:
        return self.waited * 7 / len(self.days)

    @property
    def minutes(self) -> int:
        """Of a moderator, in a week; at least one where anything waits at all."""
        return max(round(self.a_week * MINUTES), 1) if self.waited else 0

    @property
    def shown(self) -> Sequence[Row]:
        return self.rows[:SHOWN]

    @property
    def busy(self) -> list[Day]:
        """The days on which something would have waited."""
        return [day for day in self.days if day.waited]


def tried(group: Group, limits: Limits) -> Trial:
    """What `limits` would have meant in `group`. Nothing is kept of it, and nobody hears of it."""
    since = timezone.now() - timedelta(days=DAYS)
    past = sorted(_lately(group, since, limits), key=lambda one: one.at, reverse=True)[: MOST + 1]
    bounded, past = len(past) > MOST, past[:MOST]
    rows = list(_waited(group, past, limits)) if limits.holds_any else []
    first = timezone.localdate(past[-1].at if bounded else since)
    days = _days(first, past, rows)
    return Trial(rows, len(past), sum(one.taken for one in past), days, bounded)


def _lately(group: Group, since: datetime, limits: Limits) -> Iterator[Past]:
    numbers = sorted({limits.first, limits.links} - {0})
    for matter in matters.registered():
        if matter.lately is not None:
            yield from matter.lately(group, since, MOST + 1, numbers)


def _waited(group: Group, past: Sequence[Past], limits: Limits) -> Iterator[Row]:
    judge, trusted = judge_for(limits), _trusted(group)
    for one in past:
        if one.author.pk in trusted:
            continue
        days = matters.days(one.author, one.at)
        if why := limits.why(one.words, one.source, earlier=one.earlier, days=days, judge=judge):
            yield Row(one, why)


def _trusted(group: Group) -> set[int]:
    """Who waits nowhere in this group, as things stand now."""
    keepers = Role.objects.at().filter(kind__in=EVERYWHERE).values_list("member", flat=True)
    return {*keepers, *GroupRole.objects.at().filter(group=group).values_list("member", flat=True)}


def _days(first: date, past: Sequence[Past], rows: Sequence[Row]) -> list[Day]:
    posted = Counter(timezone.localdate(one.at) for one in past)
    waited = Counter(timezone.localdate(row.past.at) for row in rows)
    count = (timezone.localdate() - first).days + 1
    days = [first + timedelta(days=number) for number in range(count)]
    return [Day(day, posted[day], waited[day]) for day in days]
