"""Puts the weeks of a history in one order of time, with the one conversation of a large community that never ends."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from zwerm.importing.example.plan import Flags, Plan, Posts, Rows, Topics
from zwerm.importing.example.weeks import HOUR, Week, by_day

#: How long after something else in the group a word here takes, and how often it answers one before it.
PAUSE, ANSWERS, BACK = HOUR // 3, 0.3, 12


def in_order(plan: Plan, group: Rows, first: Rows, weeks: list[Week], rng: Generator) -> tuple[Topics, Posts]:
    """All weeks as one table, in the order of time, without what would come after now.

    Args:
        group: the group of each conversation; `first` counts how many came before each week.
    """
    whole = _together(group, first, weeks)
    if plan.longest:
        _lengthen(whole, plan, rng)
    order = np.argsort(whole.at, kind="stable")
    order = order[whole.at[order] < plan.now]
    place = np.full(len(whole.at) + 1, -1, np.int32)
    place[order] = np.arange(len(order), dtype=np.int32)
    opener = whole.parent[order] < 0
    number = np.full(len(group), -1, np.int32)
    number[whole.topic[order][opener]] = np.arange(opener.sum(), dtype=np.int32)
    starts = order[opener]
    topics = Topics(group[whole.topic[starts]], whole.author[starts], whole.at[starts])
    posts = Posts(number[whole.topic[order]], whole.author[order], place[whole.parent[order]], whole.at[order])
    return topics, posts


def _together(group: Rows, first: Rows, weeks: list[Week]) -> Week:
    """The weeks one after another, as one long week."""
    before = np.cumsum([0] + [len(week.author) for week in weeks])[:-1]
    topic = np.concatenate([week.topic + n for week, n in zip(weeks, first, strict=True)])
    author = np.concatenate([week.author for week in weeks])
    at = np.concatenate([week.at for week in weeks])
    parent = np.concatenate(
        [np.where(week.parent < 0, -1, week.parent + n) for week, n in zip(weeks, before, strict=True)]
    )
    return Week(group, topic, author, parent, at)


def _lengthen(whole: Week, plan: Plan, rng: Generator) -> None:
    """Who says something in the main group says something here too, shortly after, until there are enough replies."""
    main = np.flatnonzero(whole.group == 0)
    endless = int(main[len(main) // 10])
    opening = int(np.flatnonzero((whole.topic == endless) & (whole.parent < 0))[0])
    near: Flags = (whole.group[whole.topic] == 0) & (whole.at > whole.at[opening]) & (whole.at < plan.now - 12 * HOUR)
    rows = np.flatnonzero(near)
    rows = rng.choice(rows, min(plan.longest, len(rows)), replace=False)
    at = by_day(rng, whole.at[rows] + rng.exponential(PAUSE, len(rows)).astype(np.int64))
    rows, at = rows[np.argsort(at, kind="stable")], np.sort(at, kind="stable")
    said = np.arange(len(rows)) - rng.integers(1, BACK, len(rows))
    answers = (said >= 0) & (rng.random(len(rows)) < ANSWERS)
    parent = np.where(answers, len(whole.at) + said, opening).astype(np.int32)
    whole.topic = np.append(whole.topic, np.full(len(rows), endless, whole.topic.dtype))
    whole.author = np.append(whole.author, whole.author[rows])
    whole.parent = np.append(whole.parent, parent)
    whole.at = np.append(whole.at, at)
