"""The generated history has the shape of a real community (insights, section 7)."""

import dataclasses
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from zwerm.importing.example.history import generate
from zwerm.importing.example.plan import DAY, HELPED, History, Place, Plan

pytestmark = pytest.mark.once

NOW = 1_795_000_000


@cache
def community(members: int = 5000, seed: int = 1) -> History:
    return generate(Plan(members=members, now=NOW, seed=seed))


def contributions(history: History) -> NDArray[np.int64]:
    return np.bincount(history.posts.author, minlength=history.plan.members)


def gini(values: NDArray[np.int64]) -> float:
    """G = 2 Σ i·x_(i) / (n Σ x) − (n+1)/n over all, zeros in."""
    ordered, count = np.sort(values), len(values)
    ranks = np.arange(1, count + 1)
    return float(2 * (ranks * ordered).sum() / (count * ordered.sum()) - (count + 1) / count)


def as_bytes(history: History) -> bytes:
    parts = [history.members, history.memberships, history.topics, history.posts, history.reactions]
    columns = [column for part in parts for column in vars(part).values()]
    return b"".join(column.tobytes() for column in columns)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_few_write_most_of_it(seed: int) -> None:
    written = contributions(community(seed=seed))
    top = np.sort(written)[::-1][: len(written) // 100]
    assert 0.80 <= gini(written) <= 0.97
    assert 0.35 <= top.sum() / written.sum() <= 0.75


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_some_conversations_are_much_longer_than_most(seed: int) -> None:
    sizes = np.bincount(community(seed=seed).posts.topic)
    assert np.quantile(sizes, 0.99) / np.median(sizes) >= 8


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_most_members_have_been_silent_for_a_quarter(seed: int) -> None:
    history = community(seed=seed)
    recent = history.posts.author[history.posts.at > NOW - 90 * DAY]
    silent = 1 - len(np.unique(recent)) / history.plan.members
    assert 0.85 <= silent <= 0.96


def test_replies_take_half_a_working_day() -> None:
    posts = community().posts
    replies = posts.parent >= 0
    waited = (posts.at[replies] - posts.at[posts.parent[replies]]) / 3600
    assert 6 <= np.median(waited) <= 7


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not() -> None:
    plan = Plan(members=800, now=NOW, seed=5)
    assert as_bytes(generate(plan)) == as_bytes(generate(plan))
    assert as_bytes(generate(plan)) != as_bytes(generate(dataclasses.replace(plan, seed=6)))


def test_nothing_happens_before_its_cause_or_after_now() -> None:
    history = community(members=800)
    posts, topics, reactions = history.posts, history.topics, history.reactions
    replies = posts.parent >= 0
    assert (posts.parent[replies] < np.flatnonzero(replies)).all()
    assert (posts.topic[replies] == posts.topic[posts.parent[replies]]).all()
    assert (posts.at >= history.members.joined[posts.author]).all()
    assert (topics.at == posts.at[~replies]).all()
    assert (topics.starter == posts.author[~replies]).all()
    assert (reactions.at > posts.at[reactions.post]).all()
    assert max(posts.at.max(), reactions.at.max(), history.memberships.joined.max()) < NOW


def test_nobody_thanks_themselves_or_twice() -> None:
    history = community(members=800)
    given = history.reactions
    assert (given.member != history.posts.author[given.post]).all()
    assert len(set(zip(given.post, given.member, given.kind, strict=True))) == len(given.post)
    assert (history.posts.parent[given.post[given.kind == HELPED]] >= 0).all()


def test_only_members_of_a_group_write_in_it() -> None:
    history = community(members=800)
    places, posts = history.memberships, history.posts
    inside = set(zip(places.group.tolist(), places.member.tolist(), strict=True))
    written = zip(history.topics.group[posts.topic].tolist(), posts.author.tolist(), strict=True)
    assert set(written) <= inside


def test_nobody_thanks_before_they_came() -> None:
    history = community(members=800)
    given = history.reactions
    assert (given.at > history.members.joined[given.member]).all()


def test_a_group_that_sleeps_starts_nothing_and_a_small_one_stays_small() -> None:
    places = (
        Place(opened=700, everybody=True),
        Place(opened=600, slept=100),
        Place(opened=20, size=5),
    )
    history = generate(Plan(members=400, now=NOW, places=places))
    asleep = history.topics.at[history.topics.group == 1]
    assert asleep.max() < NOW - 93 * DAY
    assert (history.memberships.group == 2).sum() == 5
