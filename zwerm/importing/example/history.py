"""A believable history of a community, made with numpy and nothing else.

``generate(plan)`` gives members, memberships, conversations, posts and reactions as columns. It
serves the example community, load tests and the calibration of numbers, so its shape is tested
against what is known of real communities (a Gini of contributions between .80 and .97, a top
1 % that writes .35 to .75 of it all, and so on).
"""

import numpy as np
from numpy.random import PCG64, Generator

from zwerm.importing.example.order import in_order
from zwerm.importing.example.plan import (
    DAY,
    HELPED,
    THANKS,
    History,
    Members,
    Memberships,
    Numbers,
    Plan,
    Posts,
    Reactions,
    Rows,
    Seconds,
    Topics,
)
from zwerm.importing.example.weeks import Crowd, Week, by_day, live, mondays

GROWTH = 1.6
INCLINATION, CORE_INCLINATION = 1.8, 6.0
INVITED_BY_CORE, INVITED_BY_MEMBER = 0.25, 0.15
THANKED, HELPED_BY_STARTER = 0.8, 0.22
#: Where conversations are agreed, the last three weeks are told in more detail.
LATELY = 5


def generate(plan: Plan) -> History:
    """The history of a plan; deterministic, and about linear in the number of posts."""
    rng = Generator(PCG64(plan.seed))
    people = _people(plan, rng)
    places = _places(plan, people, rng)
    group, at, weeks = _weeks(plan, people, places, rng)
    topics, posts = in_order(plan, group, at, weeks, rng)
    reactions = _reactions(plan, places, topics, posts, rng)
    return History(plan, people, places, topics, posts, reactions)


def _people(plan: Plan, rng: Generator) -> Members:
    """Members in order of joining; growth speeds up, the core team was there first."""
    count, days = plan.members, plan.weeks * 7
    age = 1 - np.sort(rng.random(count)) ** (1 / GROWTH)
    joined = np.minimum(by_day(rng, (plan.now - age * days * DAY).astype(np.int64)), plan.now - 60)
    core = np.arange(count) < plan.core
    joined[core] = mondays(plan)[0] - 3 * DAY + np.arange(plan.core) * 3600
    joined.sort()
    propensity = rng.lognormal(0, INCLINATION, count)
    propensity[core] = CORE_INCLINATION
    chance, friend = rng.random(count), rng.random(count)
    inviter = np.full(count, -1, np.int32)
    by_core = (chance < INVITED_BY_CORE) & ~core
    inviter[by_core] = (friend[by_core] * plan.core).astype(np.int32)
    by_member = ~by_core & (chance < INVITED_BY_CORE + INVITED_BY_MEMBER) & ~core
    inviter[by_member] = (friend[by_member] * np.flatnonzero(by_member)).astype(np.int32)
    return Members(joined, propensity, inviter, core)


def _places(plan: Plan, people: Members, rng: Generator) -> Memberships:
    """Who is where: nearly everybody in the main group, the rest log-normal."""
    count, places = len(people.joined), plan.places
    drawn = np.sort(rng.lognormal(0, 1.0, len(places)))[::-1]
    share = np.where([place.everybody or place.size is not None for place in places], 0.0, drawn)
    wanted = np.zeros((0, 2), np.int32)
    if share.sum() > 0:
        many = 1 + rng.poisson(1.1, count)
        member = np.repeat(np.arange(count, dtype=np.int32), many)
        group = rng.choice(len(places), len(member), p=share / share.sum()).astype(np.int32)
        wanted = np.unique(np.column_stack((group, member)), axis=0)
    parts = [wanted]
    for number, place in enumerate(places):
        if place.everybody or place.size is not None:
            who = _chosen(place.size, people, rng)
            parts.append(np.column_stack((np.full(len(who), number, np.int32), who)))
    group, member = np.concatenate(parts).T
    opened = plan.now - np.array([place.opened for place in places], np.int64) * DAY
    pace = np.minimum(9.0, np.array([place.opened for place in places]) / 20)[group]
    later = (rng.exponential(pace) * DAY).astype(np.int64)
    later *= ~people.core[member] & ~np.array([place.everybody for place in places])[group]
    joined = np.maximum(people.joined[member] + 60, opened[group]) + later
    joined = np.where(later > 0, by_day(rng, joined), joined)
    kept = joined < plan.now
    return Memberships(group[kept], member[kept], joined[kept])


def _chosen(size: int | None, people: Members, rng: Generator) -> Rows:
    """Members of a group of a fixed size: two of the core team and others; or all."""
    count = len(people.joined)
    if size is None:
        return np.arange(count, dtype=np.int32)
    core = np.flatnonzero(people.core)
    some = rng.permutation(core)[: min(2, size)] if size != len(core) else core
    rest = rng.permutation(np.flatnonzero(~people.core))[: max(0, size - len(some))]
    return np.sort(np.concatenate((some, rest))).astype(np.int32)


def _weeks(plan: Plan, people: Members, places: Memberships, rng: Generator) -> tuple[Rows, Rows, list[Week]]:
    crowd = Crowd(plan, people, places, rng)
    starts = mondays(plan)
    there = np.searchsorted(people.joined, starts).astype(float) ** 0.9
    expected = plan.expected_topics * there / there.sum()
    agreed = _agreed(plan, starts, there, rng)
    weeks = []
    for number, monday in enumerate(starts.tolist()):
        crowd.turn(monday)
        share = crowd.weight() ** 0.85 * _awake(plan, monday) * (agreed.sum(axis=0) == 0)
        drawn = rng.poisson(expected[number] * share / max(share.sum(), 1e-9))
        weeks.append(live(crowd, drawn + agreed[number], plan.expected_replies, monday, plan.now))
    group = np.concatenate([week.group for week in weeks])
    first = np.cumsum([0] + [len(week.group) for week in weeks])[:-1].astype(np.int32)
    return group, first, weeks


def _agreed(plan: Plan, starts: Seconds, there: Numbers, rng: Generator) -> Rows:
    """Conversations a week in places that have a number of them agreed: spread over their waking weeks."""
    agreed = np.zeros((len(starts), len(plan.places)), np.int32)
    for number, place in enumerate(plan.places):
        if not place.talk:
            continue
        age = (plan.now - starts) / DAY
        awake = (age < place.opened - 1) & (age >= max(place.slept or 0, 1))
        reached = np.cumsum(there**2 * awake * (1 + LATELY * np.exp(-age / 21)))
        step = np.floor(reached / reached[-1] * place.talk - 1e-9 + rng.random() * awake.any() * 0.999)
        agreed[:, number] = np.diff(step, prepend=0.0)
        agreed[np.flatnonzero(awake)[-1], number] += place.talk - agreed[:, number].sum()
    return agreed


def _awake(plan: Plan, monday: int) -> Numbers:
    """1 for a group that is open and awake in this week, 0 for another."""
    age = (plan.now - monday) / DAY
    awake = [place.opened >= age - 7 and (place.slept or 0) < age for place in plan.places]
    return np.array(awake, float)


def _reactions(plan: Plan, places: Memberships, topics: Topics, posts: Posts, rng: Generator) -> Reactions:
    """Thanks by members of the group, "this helped me" mostly by the one who asked."""
    post = np.repeat(np.arange(len(posts.at), dtype=np.int32), rng.poisson(THANKED, len(posts.at)))
    order = np.argsort(places.group, kind="stable")
    bounds = np.searchsorted(places.group[order], np.arange(len(plan.places) + 1))
    group = topics.group[posts.topic[post]]
    low, high = bounds[group], bounds[group + 1]
    row = order[low + (rng.random(len(post)) * (high - low)).astype(np.int64)]
    member, since = places.member[row], places.joined[row]
    kind = np.where(rng.random(len(post)) < 0.15, HELPED, THANKS).astype(np.int8)
    asker = topics.starter[posts.topic]
    helped = np.flatnonzero(rng.random(len(posts.at)) < HELPED_BY_STARTER).astype(np.int32)
    post, member = np.append(post, helped), np.append(member, asker[helped])
    kind = np.append(kind, np.full(len(helped), HELPED, np.int8))
    waits = rng.lognormal(np.log(5 * 3600), 1.5, len(post)).astype(np.int64)
    at = by_day(rng, posts.at[post] + 60 + waits)
    there = at > np.append(since, np.zeros(len(helped), np.int64))
    return _once(plan, posts, post[there], member[there], kind[there], at[there])


def _once(plan: Plan, posts: Posts, post: Rows, member: Rows, kind: np.ndarray, at: Seconds) -> Reactions:
    """Not to oneself, not twice, not after now, not on an opener as help; in order of time."""
    opener = posts.parent[post] < 0
    kept = (member != posts.author[post]) & (at < plan.now) & ~((kind == HELPED) & opener)
    post, member, kind, at = post[kept], member[kept], kind[kept], at[kept]
    key = (post.astype(np.int64) * plan.members + member) * 2 + kind
    _, first = np.unique(key, return_index=True)
    order = first[np.argsort(at[first], kind="stable")]
    return Reactions(post[order], member[order], kind[order], at[order])
