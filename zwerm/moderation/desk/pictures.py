"""What the page of effort draws: one's own weeks, and what of the questions in each group goes on by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.functional import Promise

from zwerm.core.privacy_gate import CONTENT, PEOPLE, quarter
from zwerm.groups.models import Group
from zwerm.members.models import Member
from zwerm.moderation.bars import Bar, bars
from zwerm.moderation.desk import effort, taking_over
from zwerm.moderation.desk.effort import Week
from zwerm.moderation.desk.keeper import Keeper
from zwerm.moderation.desk.taking_over import MATURE, WEEK, Window

#: Groups that are told of, those with most people in them.
MOST = 20
#: In the units of a drawing: how far the weeks stand apart, how high the highest bar is, and what fills a plot at least.
STEP, HIGH, LEAST = 20, 24, 5
#: Height of the plot of shares, in hundredths, and what is left free between two windows.
SHARES, GAP = 100, 3


@dataclass(frozen=True)
class Kind:
    """One kind of act, week by week."""

    label: str | Promise
    total: int
    bars: Sequence[Bar]


@dataclass(frozen=True)
class Effort:
    weeks: Sequence[Week]
    kinds: Sequence[Kind]

    @property
    def width(self) -> int:
        return STEP * len(self.weeks)


@dataclass(frozen=True)
class Span:
    """A window of weeks in the plot: from where to where, how high its share and its certainty stand."""

    window: Window
    left: int
    width: int
    share: int
    top: int
    height: int


@dataclass(frozen=True)
class Ours:
    """A group, and what members did there by themselves."""

    group: Group
    windows: Sequence[Window]
    spans: Sequence[Span]
    width: int

    @property
    def latest(self) -> Window | None:
        return self.spans[-1].window if self.spans else None


def effort_of(member: Member) -> Effort:
    weeks = effort.weeks_of(member)
    most = max((LEAST, *(max(week.counts) for week in weeks)))
    each = [[week.counts[place] for week in weeks] for place in range(len(effort.KINDS))]
    drawn = [bars(counts, most, step=STEP, high=HIGH) for counts in each]
    kinds = zip(effort.KINDS.values(), each, drawn, strict=True)
    return Effort(weeks, [Kind(label, sum(counts), its) for label, counts, its in kinds])


def groups_of(keeper: Keeper) -> list[Ours]:
    """The groups of this desk in which questions were answered since the quarter before this one began."""
    today = timezone.localdate()
    since = quarter(quarter(today) - timedelta(days=1))
    groups = list(keeper.groups.order_by("-member_count", "pk")[:MOST])
    threads = taking_over.threads([group.pk for group in groups], effort.midnight(since))
    found = []
    for group in sorted(groups, key=lambda group: group.name.casefold()):
        here = [thread for thread in threads if thread.group == group.pk]
        fewest = CONTENT if group.pk in keeper.inside else PEOPLE
        windows = taking_over.windows(here, since=since, until=today - MATURE, fewest=fewest)
        found += [_drawn(group, windows, since, today)] if windows else []
    return found


def _drawn(group: Group, windows: Sequence[Window], since: date, today: date) -> Ours:
    spans = [_span(window, since) for window in windows if window.share]
    return Ours(group, windows, spans, _weeks(today - since))


def _span(window: Window, since: date) -> Span:
    left, width = _weeks(window.begins - since), _weeks(window.ends - window.begins)
    share = round(SHARES * window.ours / window.of)
    return Span(window, left, width - GAP, SHARES - share, SHARES - window.high, window.high - window.low)


def _weeks(time: timedelta) -> int:
    return round(STEP * (time / WEEK))
