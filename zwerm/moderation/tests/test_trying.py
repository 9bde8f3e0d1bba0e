"""Rules are tried on a group's past month before they hold anything: what would have waited, and what became of it."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from zwerm.activity import log
from zwerm.activity.models import Entry
from zwerm.discussions.models import Held, Post, Topic
from zwerm.discussions.samples import make_held, make_reply, make_topic
from zwerm.groups.models import Group
from zwerm.members.samples import make_member
from zwerm.moderation import trying
from zwerm.moderation.holding import NOTHING, Limits, limits_of
from zwerm.moderation.models import HoldingRules
from zwerm.moderation.samples import make_report
from zwerm.moderation.tests.conftest import signed_in
from zwerm.moderation.trying import tried


@pytest.fixture
def topic(cast: SimpleNamespace) -> Topic:
    return make_topic(group=cast.group, by=cast.carla)


def rules_of(group: Group) -> str:
    return f"/groups/{group.slug}/moderation/rules/"


def test_it_says_what_would_have_waited_and_what_became_of_it(cast: SimpleNamespace, topic: Topic) -> None:
    for member in (cast.daan, cast.gijs):
        make_reply(topic, by=member, body=f"De eerste van {member.name}.")
        make_reply(topic, by=member, body="De tweede, met www.leren.nl.")
    Post.objects.get(author=cast.gijs, number=4).remove(by=cast.bram)
    first, links = tried(cast.group, Limits(first=1)), tried(cast.group, Limits(links=3))

    assert [row.brief for row in first.rows] == ["De eerste van Gijs.", "De eerste van Daan."]
    assert (first.posted, first.taken, first.waited, first.rightly, first.needless) == (5, 1, 2, 1, 1)
    assert [row.past.author for row in links.rows] == [cast.gijs, cast.daan]
    assert links.rightly == 0
    assert tried(cast.group, NOTHING).waited == 0


def test_what_somebody_took_back_themselves_was_no_moderators_work(cast: SimpleNamespace, topic: Topic) -> None:
    make_reply(topic, by=cast.daan).remove(by=cast.daan)

    assert tried(cast.group, Limits(first=1)).rightly == 0


def test_who_was_here_before_the_month_is_no_newcomer(cast: SimpleNamespace, topic: Topic) -> None:
    long_ago = timezone.now() - timedelta(days=200)
    topic.reply(by=cast.daan, body="Lang geleden.", at=long_ago)
    make_reply(topic, by=cast.daan, body="Nu weer.")

    assert [row.brief for row in tried(cast.group, Limits(first=1, links=0)).rows] == []
    assert [row.brief for row in tried(cast.group, Limits(first=2)).rows] == ["Nu weer."]


def test_what_was_said_in_another_group_is_left_out(cast: SimpleNamespace, topic: Topic) -> None:
    make_topic(group=cast.elsewhere, by=cast.eva)

    assert tried(cast.group, Limits(first=1)).posted == 1


def test_who_just_moved_in_tries_rules_on_what_they_brought(cast: SimpleNamespace, topic: Topic) -> None:
    with log.source(Entry.Source.IMPORT):
        make_reply(topic, by=cast.daan, body="Op de oude plek.")

    assert [row.brief for row in tried(cast.group, Limits(first=1)).rows] == ["Op de oude plek."]


def test_what_moved_to_a_group_that_a_moderator_does_not_see_is_left_out(cast: SimpleNamespace, topic: Topic) -> None:
    make_reply(topic, by=cast.daan, body="Onder ons gezegd.")
    Topic.objects.filter(pk=topic.pk).update(group=cast.elsewhere)

    assert tried(cast.group, Limits(first=1)).rows == []


def test_what_was_refused_counts_as_taken_away(cast: SimpleNamespace, topic: Topic) -> None:
    make_held(topic, by=cast.daan, body="Koop nu!").refuse(by=cast.bram)
    trial = tried(cast.group, Limits(first=1))

    assert (trial.waited, trial.rightly) == (1, 1)


def test_trying_changes_nothing_and_nobody_hears_of_it(cast: SimpleNamespace, topic: Topic) -> None:
    make_reply(topic, by=cast.daan, body="Een eerste bericht.")
    lines = Entry.objects.count()
    page = signed_in(cast.bram).get(f"{rules_of(cast.group)}?first=1&links=0&spam=").content.decode()

    for words in (
        "<b>1</b> of 2 posts would have waited.",
        "Taken away later: 0. Still there: 1.",
        "about a minute a week",
        "Een eerste",
    ):
        assert words in page
    assert Entry.objects.count() == lines
    assert not Held.objects.exists()
    assert limits_of(cast.group.pk) == NOTHING


def test_rules_are_switched_on_and_off(cast: SimpleNamespace, topic: Topic) -> None:
    bram = signed_in(cast.bram)
    bram.post(rules_of(cast.group), {"first": 2, "links": 5, "spam": "mild"})
    assert limits_of(cast.group.pk) == Limits(2, 5, "mild")
    assert HoldingRules.objects.get().by == cast.bram
    assert "These rules are on." in bram.get(rules_of(cast.group)).content.decode()

    bram.post(rules_of(cast.group), {"_method": "DELETE"})
    assert limits_of(cast.group.pk) == NOTHING
    assert Entry.objects.filter(verb="rules.set", place_id=cast.group.pk).count() == 2


def test_a_group_where_nothing_was_said_has_nothing_to_try_on(cast: SimpleNamespace) -> None:
    assert "Nothing was posted here" in signed_in(cast.bram).get(rules_of(cast.group)).content.decode()


def test_a_lively_group_is_tried_on_its_latest_posts_and_the_page_says_so(
    cast: SimpleNamespace, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trying, "MOST", 3)
    for days in range(6, 0, -1):
        topic.reply(by=cast.daan, body=f"{days} dagen geleden.", at=timezone.now() - timedelta(days=days))
    trial = tried(cast.group, Limits(first=3))

    assert (trial.posted, trial.bounded, len(trial.days)) == (3, True, 3)
    assert "it was tried on its latest 3 posts" in signed_in(cast.bram).get(rules_of(cast.group)).content.decode()


@pytest.mark.parametrize("number", [1, 12])
def test_a_trial_costs_the_same_queries_however_much_was_said(
    cast: SimpleNamespace, topic: Topic, number: int, django_assert_num_queries: object
) -> None:
    for _ in range(number):
        make_reply(topic, by=make_member())
    with django_assert_num_queries(6):  # type: ignore[operator]
        tried(cast.group, Limits(first=1, links=3))


def test_a_report_is_no_rule(cast: SimpleNamespace, topic: Topic) -> None:
    """What was only reported stands until somebody decides."""
    make_report(make_reply(topic, by=cast.daan), by=cast.gijs)

    assert tried(cast.group, Limits(first=1)).rightly == 0
