from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from zwerm.discussions.models import Closure, Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.discussions.tests.conftest import signed_in
from zwerm.groups.models import Group

pytestmark = pytest.mark.django_db

#: What the process asks of a page that nobody opened yet, in a group that it knows: the end of the log, the topic, its posts, who thanked.
COLD_STRANGER = 4


@pytest.fixture
def open_group(cast: SimpleNamespace) -> Group:
    cast.group.change(by=cast.carla, visibility="public", sections=["discussions", "promotions"])
    group: Group = cast.group
    return group


def made_as_any_page(address: str) -> str:
    """A visitor to whom something may have to be said gets a page that is rendered for them alone."""
    client = signed_in(None)
    client.cookies["messages"] = "nothing"
    return without_token(client.get(address).text)


def without_token(page: str) -> str:
    return re.sub(r'(?<=name="csrfmiddlewaretoken" value=")\w+', "", page)


@pytest.mark.parametrize("kind", Topic.Kind.values)
def test_a_stranger_finds_the_page_as_if_it_was_rendered_for_them(cast, open_group, kind):
    topic = make_topic("Een <b>vraag</b> & meer", group=open_group, by=cast.carla, kind=kind)
    other = make_topic("Iets anders", group=open_group, by=cast.daan, kind=kind)
    replies = [make_reply(topic, by=cast.daan, body=f"Reactie {number}") for number in range(22)]
    for change in (
        lambda: None,
        lambda: topic.mark_solution(replies[3], by=cast.carla),
        lambda: Closure.close(topic, by=cast.bram),
    ):
        change()
        for address in (other.get_absolute_url(), topic.get_absolute_url(), f"{topic.get_absolute_url()}?page=2"):
            assert without_token(signed_in(None).get(address).text) == made_as_any_page(address)


@pytest.mark.parametrize("replies", [2, 30])
def test_a_page_that_nobody_opened_yet_costs_the_same_queries_however_long_it_is(
    cast, open_group, replies, django_assert_num_queries
):
    known, new = (make_topic(group=open_group, by=cast.carla) for _ in range(2))
    for number in range(replies):
        make_reply(new, by=cast.daan, body=f"Reactie {number}")
    client = signed_in(None)
    client.get(known.get_absolute_url())
    with django_assert_num_queries(COLD_STRANGER):
        assert client.get(new.get_absolute_url()).status_code == 200
