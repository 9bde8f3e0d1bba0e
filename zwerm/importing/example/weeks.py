"""One week after another: who starts a conversation, who answers, who drifts away.

Inclination is log-normal; engagement fades with a time constant of 90 days, grows when one is
answered and shrinks when one is ignored; conversations start as a Poisson process with a daily and
weekly rhythm; their hotness is log-normal; replies branch.
"""

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from zwerm.importing.example.plan import (
    DAY,
    WEEK,
    Members,
    Memberships,
    Numbers,
    Plan,
    Rows,
    Seconds,
)

FADE = float(np.exp(-7 / 90))
ANSWERED, IGNORED, MOST = 0.2, 0.5, 2.5
BACK_TO_PARENT, BACK_TO_STARTER, CORE_ANSWERS, CORE_STARTS = 0.35, 0.20, 0.6, 0.22
HOTNESS, BRANCHING, DEEPEST = 1.15, 0.42, 14
HOUR = 3600
#: The clock of Amsterdam in winter is ahead of the seconds we count.
CLOCK = HOUR
DAYS = np.array([1.15, 1.25, 1.15, 1.1, 0.8, 0.22, 0.33])
HOURS = np.array([1, 0.3, 0.2, 0.2, 0.3, 1, 4, 8, 14, 15, 14, 13, 12, 13, 13, 12, 11, 8, 6, 7, 10, 10, 7, 3])
RHYTHM = np.cumsum(np.outer(DAYS, HOURS).ravel())


@dataclass
class Week:
    """Conversations started in one week and all that grew from them.

    Rows of ``topic`` count from zero within the week, ``parent`` within this week's posts.
    """

    group: Rows
    topic: Rows
    author: Rows
    parent: Rows
    at: Seconds


class Crowd:
    """The members as they are this week; it draws who acts, in proportion to inclination."""

    def __init__(self, plan: Plan, people: Members, places: Memberships, rng: Generator) -> None:
        order = np.lexsort((places.member, places.group))
        self.group, self.member = places.group[order], places.member[order]
        self.joined = places.joined[order]
        self.bounds = np.searchsorted(self.group, np.arange(len(plan.places) + 1))
        self.people, self.rng = people, rng
        self.engagement = np.ones(len(people.joined))
        self.sums = self.core_sums = np.zeros(len(order) + 1)

    def turn(self, monday: int) -> None:
        """Begin a week: engagement fades, newcomers arrive."""
        people = self.people
        self.engagement *= np.where(people.joined < monday, FADE, 1.0)
        self.engagement[people.core] = 1.0
        inclined = people.propensity * self.engagement
        weight = inclined[self.member] * (self.joined < monday)
        self.sums = np.concatenate(([0.0], np.cumsum(weight)))
        core = people.core[self.member] * (self.joined < monday)
        self.core_sums = np.concatenate(([0.0], np.cumsum(core.astype(float))))

    def weight(self) -> Numbers:
        """The weight of each group this week, zero where nobody is."""
        return np.diff(self.sums[self.bounds])

    def draw(self, groups: Rows) -> Rows:
        """One member of each of these groups; -1 where a group has nobody yet."""
        return self._draw(self.sums, groups)

    def draw_core(self, groups: Rows) -> Rows:
        """One member of the core team in each of these groups; -1 where it has none."""
        return self._draw(self.core_sums, groups)

    def _draw(self, sums: Numbers, groups: Rows) -> Rows:
        low, high = sums[self.bounds[groups]], sums[self.bounds[groups + 1]]
        at = low + self.rng.random(len(groups)) * (high - low)
        row = np.searchsorted(sums, at, side="right") - 1
        row = np.clip(row, 0, max(len(self.member) - 1, 0))
        return np.where(high > low, self.member[row], -1).astype(np.int32)

    def learn(self, week: Week) -> None:
        """Those who were answered come back sooner, those who were not come back later."""
        replies = week.parent >= 0
        answered = np.zeros(len(week.author), bool)
        answered[week.parent[replies]] = True
        more = np.bincount(week.author[answered], minlength=len(self.engagement))
        gain = 1 + ANSWERED * np.minimum(more, 3)
        alone = ~replies & ~answered
        gain[week.author[alone]] *= IGNORED
        self.engagement = np.minimum(self.engagement * gain, MOST)


def live(crowd: Crowd, starts: Rows, replies: float, monday: int, now: int) -> Week:
    """One week from its Monday: ``starts`` conversations in each group, and all they lead to."""
    rng = crowd.rng
    group = np.repeat(np.arange(len(starts), dtype=np.int32), starts)
    core = crowd.draw_core(group)
    by_core = (rng.random(len(group)) < CORE_STARTS) & (core >= 0)
    starter = np.where(by_core, core, crowd.draw(group)).astype(np.int32)
    group, starter = group[starter >= 0], starter[starter >= 0]
    week = _answer(crowd, group, starter, _moments(rng, len(group), monday, now), replies)
    crowd.learn(week)
    return week


def _moments(rng: Generator, count: int, monday: int, now: int) -> Seconds:
    """Moments by the rhythm of working days and of evenings; this week they lie in its past days."""
    hour = np.searchsorted(RHYTHM, rng.random(count) * RHYTHM[-1], side="right")
    second = (hour * HOUR + rng.integers(0, HOUR, count) - CLOCK) % WEEK
    if 0 < (days := (now - monday) // DAY) < 7:
        second = np.where(second // DAY < days, second, second % DAY + second // DAY % days * DAY)
    return np.asarray(monday + second, np.int64)


def _answer(crowd: Crowd, group: Rows, starter: Rows, at: Seconds, replies: float) -> Week:
    """The openers with everything that grows beneath them, one generation after another."""
    rng, count = crowd.rng, len(group)
    hot = rng.lognormal(-(HOTNESS**2) / 2, HOTNESS, count)
    topic = np.arange(count, dtype=np.int32)
    week = Week(group, topic, starter, np.full(count, -1, np.int32), at)
    _core_answers(crowd, week)
    born, first = rng.poisson(hot * replies * (1 - BRANCHING)), 0
    for _ in range(DEEPEST):
        last = len(week.author)
        many = np.zeros(last - first, np.int64)
        many[: len(born)] = born
        many[len(born) :] = rng.poisson(BRANCHING, last - first - len(born))
        parent = np.repeat(np.arange(first, last, dtype=np.int32), many)
        if not len(parent):
            break
        first = last
        _reply(crowd, week, parent)
        born = rng.poisson(BRANCHING, len(week.author) - first)
    return week


def _core_answers(crowd: Crowd, week: Week) -> None:
    """The core team answers a conversation that it did not start, with probability .6."""
    parent = np.flatnonzero(crowd.rng.random(len(week.topic)) < CORE_ANSWERS).astype(np.int32)
    author = crowd.draw_core(week.group[parent])
    chosen = (author >= 0) & ~crowd.people.core[week.author[parent]]
    _append(week, parent[chosen], author[chosen], _delays(crowd.rng, week.at[parent[chosen]], 4))


def _reply(crowd: Crowd, week: Week, parent: Rows) -> None:
    """Who replies: the one who was answered, the starter, or somebody of the group."""
    rng, topic = crowd.rng, week.topic[parent]
    author = crowd.draw(week.group[topic])
    starter = week.author[topic]
    asked = week.parent[parent]
    answered = week.author[asked]
    chance = rng.random(len(parent))
    back = (asked >= 0) & (chance < BACK_TO_PARENT)
    author = np.where(back, answered, author)
    thanks = (chance >= BACK_TO_PARENT) & (chance < BACK_TO_PARENT + BACK_TO_STARTER)
    author = np.where(thanks, starter, author)
    other = (author >= 0) & (author != week.author[parent])
    at = _delays(rng, week.at[parent], 5)
    _append(week, parent[other], author[other], at[other])


def _append(week: Week, parent: Rows, author: Rows, at: Seconds) -> None:
    week.topic = np.concatenate((week.topic, week.topic[parent]))
    week.author = np.concatenate((week.author, author))
    week.parent = np.concatenate((week.parent, parent))
    week.at = np.concatenate((week.at, at))


def _delays(rng: Generator, after: Seconds, median: float) -> Seconds:
    """Log-normal with a median in hours; what falls in the night mostly waits, so that all wait 6 to 7 hours."""
    waits = rng.lognormal(np.log(median * HOUR), 1.4, len(after)).astype(np.int64)
    return by_day(rng, after + waits + 45)


def by_day(rng: Generator, at: Seconds) -> Seconds:
    """The same moments, but for most of those in the night the morning after."""
    hour = (at + CLOCK) % DAY // HOUR
    sleeps = ((hour < 6) | (hour == 23)) & (rng.random(len(at)) < 0.97)
    morning = (6 - hour) % 24 * HOUR + rng.integers(0, 3 * HOUR, len(at))
    return np.asarray(np.where(sleeps, at + morning, at), np.int64)


def mondays(plan: Plan) -> Seconds:
    """The Mondays of the plan, oldest first; the last one is in the week of now."""
    this = plan.now - (plan.now - 4 * DAY) % WEEK
    return np.arange(plan.weeks - 1, -1, -1, dtype=np.int64) * -WEEK + this
