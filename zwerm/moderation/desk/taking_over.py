"""How much goes on without the core team: the share of answered questions that members asked, and answered first, unprompted.

This is OSR_con, the organic survival rate in its careful reading. A conversation i with starter s begins at t0. It is *alive* when somebody
other than s replies within seven days. t_mem is the first reply by a member who keeps nothing here; t_core the first act of who does, and
t0 where the core team began it or prompted it (`Entry.prompted_by`). con = alive, s no keeper, t_mem within seven days and before t_core.
OSR_con is the sum of con over that of alive. A conversation counts when it is seven days old.

Whoever has a role has it in the numbers of the time in which they had it. Everything shown passes the privacy gate: one question for each
asker in a window; who asked must be enough on either side of the share, and who answered first must not be one or two people. Windows are
weeks, joined until they pass; they never cross a quarter and never overlap, so that none can be found by subtracting another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from zwerm.core import privacy_gate
from zwerm.core.privacy_gate import Cell, Interval, State

#: So long a conversation has to come alive.
MATURE = timedelta(days=7)
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Reply:
    by: int
    at: datetime
    #: By somebody with a role there at that time, or prompted by them.
    core: bool


@dataclass(frozen=True)
class Thread:
    """A conversation with its replies, the oldest first."""

    group: int
    starter: int
    at: datetime
    #: Begun or prompted by somebody with a role.
    core: bool = False
    replies: Sequence[Reply] = field(default=())


@dataclass(frozen=True)
class Fate:
    """What became of a conversation; `helper` is the member who answered first."""

    starter: int
    alive: bool
    careful: bool
    helper: int | None


@dataclass(frozen=True)
class Window:
    """Some whole weeks: how many of how many, with certainty; nothing where it may not be told."""

    begins: date
    #: The first day after it.
    ends: date
    state: State
    of: int = 0
    ours: int = 0
    share: Interval | None = None

    @property
    def last(self) -> date:
        return self.ends - timedelta(days=1)

    @property
    def low(self) -> int:
        """In hundredths, as `high`."""
        return round(100 * self.share.low) if self.share else 0

    @property
    def high(self) -> int:
        return round(100 * self.share.high) if self.share else 0


def fate(thread: Thread) -> Fate:
    """What became of a conversation in its first seven days."""
    others = [reply for reply in thread.replies if reply.by != thread.starter and reply.at <= thread.at + MATURE]
    member = next((reply for reply in others if not reply.core), None)
    core = thread.at if thread.core else next((reply.at for reply in thread.replies if reply.core), None)
    careful = member is not None and not thread.core and (core is None or member.at <= core)
    return Fate(thread.starter, bool(others), careful, member.by if member else None)


def windows(threads: Sequence[Thread], *, since: date, until: date, fewest: int) -> list[Window]:
    """The whole weeks from `since`, a first day of a quarter, to `until`, joined until enough people are in them.

    Each quarter is joined from its own start: what was shown once is the same in every later table.

    Args:
        fewest: people on either side, `PEOPLE` or `CONTENT` of the gate.
    """
    by_week: dict[date, list[Fate]] = defaultdict(list)
    for thread in threads:
        by_week[monday(timezone.localdate(thread.at))].append(fate(thread))
    return list(_joined(by_week, monday(since + timedelta(days=6)), until, fewest))


def _joined(by_week: Mapping[date, Sequence[Fate]], since: date, until: date, fewest: int) -> Iterator[Window]:
    begins, gathered = since, list[Fate]()
    for week in _weeks(since, until):
        ends = week + WEEK
        gathered += by_week.get(week, ())
        window = _window(begins, ends, gathered, fewest)
        last = ends + WEEK > until or privacy_gate.quarter(ends) != privacy_gate.quarter(week)
        if window.share or last:
            if gathered:
                yield window
            begins, gathered = ends, []


def _weeks(since: date, until: date) -> Iterator[date]:
    """The Mondays of the whole weeks."""
    while since + WEEK <= until:
        yield since
        since += WEEK


def _window(begins: date, ends: date, fates: Sequence[Fate], fewest: int) -> Window:
    """One window through the gate; of each asker their first question that was answered."""
    first = {each.starter: each for each in reversed(fates) if each.alive}
    ours = [each for each in first.values() if each.careful]
    rest = [each for each in first.values() if not each.careful]
    shown = _askers(ours, rest, fewest)
    if ours and shown.is_shown:
        helpers = Counter(each.helper for each in ours if each.helper is not None)
        shown = privacy_gate.sums({"all": helpers}, attributes=["who answered"], fewest=fewest).total
    if not shown.is_shown:
        return Window(begins, ends, shown.state)
    return Window(begins, ends, State.OK, len(first), len(ours), privacy_gate.wilson(len(ours), len(first)))


def _askers(ours: Sequence[Fate], rest: Sequence[Fate], fewest: int) -> Cell:
    """Whether what tells of these askers may be told: the smaller side is as safe as the larger one."""
    parts = {"ours": ours, "rest": rest}
    people = {name: dict.fromkeys((each.starter for each in part), 1.0) for name, part in parts.items() if part}
    table = privacy_gate.sums(people, attributes=["how it was answered"], fewest=fewest)
    hidden = [cell for cell in table.cells.values() if not cell.is_shown]
    return hidden[0] if hidden else table.total


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


#: Reads the questions in these groups since a moment; the room that has them lends it.
Read = Callable[[Sequence[int], datetime], Sequence[Thread]]
_read: list[Read] = []


def lend(read: Read) -> None:
    _read.append(read)


def threads(groups: Sequence[int], since: datetime) -> list[Thread]:
    return [thread for read in _read for thread in read(groups, since)]
