"""The story of a small example: everybody says what fits them, once, where and when they could have."""

from collections import Counter
from functools import cache

import numpy as np
import pytest

from zwerm.importing.example.story import Story

pytestmark = pytest.mark.once

NOW = 1_795_000_000


@cache
def story(members: int = 300) -> Story:
    return Story(members, 1, NOW)


def test_nearly_every_conversation_is_told_and_none_twice():
    told = Counter(one.script.title for one in story().conversations)
    assert len(told) >= 88
    assert set(told.values()) == {1}


def test_no_words_are_used_twice():
    texts = Counter(said.line.text for one in story().conversations for said in one.posts)
    assert set(texts.values()) == {1}


def test_posts_are_in_order_and_answer_what_came_before():
    for one in story().conversations:
        times = [said.at for said in one.posts]
        assert times == sorted(times)
        assert times[-1] < NOW
        assert all(said.parent is None or 0 < said.parent < place for place, said in enumerate(one.posts))


def test_only_who_is_in_a_group_by_then_writes_in_it():
    places = story().history.memberships
    joined = dict(
        zip(zip(places.group.tolist(), places.member.tolist(), strict=True), places.joined.tolist(), strict=True)
    )
    for one in story().conversations:
        for said in one.posts:
            keeper = said.author in story().keepers[one.group]
            assert keeper or joined[one.group, said.author] <= said.at


def test_nobody_plays_two_parts_and_every_part_is_played_by_one():
    for one in story().conversations:
        parts = {(said.line.by, said.author) for said in one.posts if said.line.by != "someone"}
        assert len(parts) == len({by for by, _ in parts}) == len({author for _, author in parts})


def test_nobody_changes_trades():
    trades: dict[int, str] = {}
    for one in story().conversations:
        for said in one.posts:
            if said.line.sector:
                assert trades.setdefault(said.author, said.line.sector) == said.line.sector


def test_announcements_come_from_who_leads_the_group():
    announced = [one for one in story().conversations if one.script.kind == "announcement"]
    assert announced
    assert all(one.starter in story().keepers[one.group] for one in announced)


def test_every_hole_in_the_words_is_filled():
    words = [story().words(number, said) for number, one in enumerate(story().conversations) for said in one.posts]
    assert not [text for text in words if "{" in text or "}" in text]


def test_handles_and_names_are_fit_for_use():
    people = story(1000).people
    assert len({person.handle for person in people}) == len(people)
    assert all(3 <= len(person.handle) <= 40 for person in people)


def test_roles_in_the_field_are_mixed_as_they_are_said_to_be():
    roles = Counter(person.role_type for person in story(1000).people)
    assert 0.4 <= roles["consultant"] / 1000 <= 0.56
    assert 0.33 <= roles["organisation"] / 1000 <= 0.5
    assert 0.02 <= roles["recruiter"] / 1000 <= 0.09
    assert 0.02 <= roles["student"] / 1000 <= 0.09


def test_thanks_go_to_what_was_said_before_by_somebody_else():
    given = story().given
    assert (given.at > story().post_at[given.post]).all()
    assert (given.giver != story().authors[given.post]).all()
    assert len(np.unique(np.column_stack((given.post, given.giver, given.kind)), axis=0)) == len(given.post)


def test_the_same_seed_tells_the_same_story():
    one, other = Story(120, 4, NOW), Story(120, 4, NOW)
    assert one.people == other.people
    assert [c.posts for c in one.conversations] == [c.posts for c in other.conversations]


def test_a_large_story_tells_the_same_conversations_again_elsewhere():
    large = story(2000)
    told = Counter(one.script.title for one in large.conversations)
    assert max(told.values()) > 1
    assert len({large.title(number) for number in range(len(large.conversations))}) > len(told)
    assert all(
        one.starter in large.keepers[one.group] for one in large.conversations if one.script.kind == "announcement"
    )
    assert len(large.settings) > len(story().settings)
    words = {large.words(number, said) for number, one in enumerate(large.conversations) for said in one.posts}
    assert not [text for text in words if "{" in text]


def test_so_many_posts_as_were_asked_for_are_told_and_one_conversation_never_ends():
    asked = Story(1600, 1, NOW, posts=100_000)
    sizes = sorted(len(one.posts) for one in asked.conversations)
    assert len(asked.flat) == 100_000
    assert sizes[-1] == 5001 > 5 * sizes[-2]


def test_a_small_example_may_have_many_posts():
    assert len(Story(60, 1, NOW, posts=3000).flat) == 3000
