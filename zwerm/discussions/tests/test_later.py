"""What a page that stayed open asks for, and how it learns that there is something to ask for."""

from __future__ import annotations

import re

import pytest

from zwerm.discussions.models import Reading
from zwerm.discussions.models.post import PAGE
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.discussions.tests.conftest import signed_in
from zwerm.live import subjects, tokens
from zwerm.live.subjects import Subject
from zwerm.live.tokens import token

pytestmark = pytest.mark.django_db
WARM_MEMBER = 7


def later(member, topic, after: int):
    return signed_in(member).get(f"/topics/{topic.pk}/posts/?after={after}")


def numbers(page) -> list[int]:
    return [int(number) for number in re.findall(r'id="post-(\d+)"', page.text)]


def test_a_page_that_stayed_open_gets_what_came_later_with_the_reader_s_own_deeds(cast, topic):
    make_reply(topic, by=cast.daan)
    make_reply(topic, by=cast.carla)
    page = later(cast.daan, topic, 1)
    assert numbers(page) == [2, 3]
    own, other = topic.posts.get(number=2), topic.posts.get(number=3)
    assert f"/posts/{own.pk}/source/" in page.text
    assert f"/posts/{other.pk}/source/" not in page.text
    assert f"/posts/{other.pk}/thanks/" in page.text


def test_what_came_later_is_read_from_then_on(cast, topic):
    signed_in(cast.daan).get(topic.get_absolute_url())
    make_reply(topic, by=cast.carla)
    later(cast.daan, topic, 1)
    assert Reading.objects.get(member=cast.daan, topic=topic).number == 2


def test_what_came_later_ends_with_the_page_on_which_it_begins(cast, topic):
    for _ in range(PAGE + 1):
        make_reply(topic, by=cast.carla)
    assert numbers(later(cast.daan, topic, PAGE - 2)) == [PAGE - 1, PAGE]
    assert numbers(later(cast.daan, topic, PAGE)) == [PAGE + 1, PAGE + 2]
    assert numbers(later(cast.daan, topic, 10**8)) == []


def test_who_may_not_see_the_conversation_gets_nothing_later_either(cast, topic):
    make_reply(topic, by=cast.carla)
    cast.group.change(by=cast.carla, visibility="hidden")
    assert later(cast.eva, topic, 1).status_code == 404
    assert numbers(later(cast.daan, topic, 1)) == [2]


@pytest.mark.parametrize("replies", [1, 18])
def test_what_came_later_costs_the_same_queries_however_much_it_is(cast, topic, replies, django_assert_num_queries):
    for _ in range(replies):
        make_reply(topic, by=cast.carla)
    later(cast.daan, topic, 1)
    reader = signed_in(cast.daan)
    reader.get(f"/topics/{topic.pk}/posts/?after=1")
    with django_assert_num_queries(WARM_MEMBER):
        reader.get(f"/topics/{topic.pk}/posts/?after=1")


def test_a_page_says_what_it_shows_and_may_listen_to_its_own_topic_only(cast, topic):
    make_reply(topic, by=cast.carla)
    topic.refresh_from_db()
    page = signed_in(cast.daan).get(topic.get_absolute_url()).text
    (said,) = re.findall(r'data-live="([^"]+)".*data-live-version="(\d+)" data-live-last="(\d+)"', page)
    assert tokens.read(said[0])[0] == Subject("topic", topic.pk)
    assert (int(said[1]), int(said[2])) == (topic.version, 2)
    assert said[0] == token(Subject("topic", topic.pk))


def test_whatever_readers_see_changed_raises_the_version_that_pages_listen_to(cast, topic):
    subject, versions = Subject("topic", topic.pk), []
    reply = make_reply(topic, by=cast.daan)
    for deed in (
        lambda: reply.edit("Anders.", by=cast.daan),
        lambda: reply.thank("thanks", by=cast.carla),
        lambda: topic.mark_solution(reply, by=cast.carla),
        lambda: reply.remove(by=cast.daan),
        lambda: topic.rename("Anders", by=cast.carla),
        lambda: make_reply(topic, by=cast.daan),
    ):
        versions.append(subjects.state(subject).version)
        deed()
    versions.append(subjects.state(subject).version)
    assert versions == sorted(set(versions))
    assert subjects.state(subject).last == 3


def test_another_conversation_is_another_subject(cast, topic):
    other = make_topic("Iets anders", group=cast.group, by=cast.carla)
    before = subjects.state(Subject("topic", other.pk))
    make_reply(topic, by=cast.daan)
    assert subjects.state(Subject("topic", other.pk)) == before
