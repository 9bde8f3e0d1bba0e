"""What is new is found among what was said since somebody was there, and is neither lost nor shown twice."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zwerm.discussions import news
from zwerm.discussions.models import Watch
from zwerm.discussions.newest import newest_for
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.discussions.tests.conftest import signed_in
from zwerm.groups.models import Membership

pytestmark = pytest.mark.django_db
#: How often conversations are asked for.
REMEMBERED, NEW_FOR_ME = 0, 4


def test_what_i_read_moves_my_mark_and_what_i_did_not_holds_it(cast, topic):
    long_ago = timezone.now() - timedelta(days=3)
    Membership.objects.filter(member=cast.daan).update(joined_at=long_ago)
    read, unread = (
        make_topic(title, group=cast.group, by=cast.carla, at=long_ago + timedelta(days=day))
        for day, title in enumerate(("Gelezen", "Niet gelezen"), 1)
    )
    client, mine = signed_in(cast.daan), Membership.objects.get(member=cast.daan, group=cast.group)
    client.get(read.get_absolute_url())
    mine.refresh_from_db()
    assert mine.caught_up_at == unread.last_post_at
    assert list(news.for_member(cast.daan).order_by("pk")) == [topic, unread]
    client.post("/new/")
    mine.refresh_from_db()
    assert mine.caught_up_at > unread.last_post_at
    assert list(news.for_member(cast.daan)) == []
    client.post(f"/topics/{unread.pk}/reading/", {"_method": "DELETE"})
    assert list(news.for_member(cast.daan)) == [unread]


def test_more_news_than_one_page_is_paged_to_its_end(cast):
    moment = timezone.now() - timedelta(hours=3)
    for number in range(65):
        group = cast.group if number % 3 else cast.elsewhere
        make_topic(f"Gesprek {number:02}", group=group, by=cast.carla, at=moment + timedelta(minutes=number))
    cast.elsewhere.let_in(cast.daan, at=moment)
    Membership.objects.filter(member=cast.daan).update(joined_at=moment)
    client, address, seen = signed_in(cast.daan), "/new/", []
    while address:
        page = client.get(address).text
        seen += re.findall(r">(Gesprek \d\d)<", page)
        older = re.search(r'href="(\?before=[^"]+)"', page)
        address = "/new/" + html.unescape(older[1]) if older else ""
    assert seen == [f"Gesprek {number:02}" for number in range(64, -1, -1)]


@pytest.mark.parametrize("count", [1, 2, 9, 31])
def test_the_first_page_has_the_newest_of_what_is_new_for_me(cast, topic, count):
    """Asked in another way than on the page of its own, and the same."""
    elsewhere = make_topic("Gevolgd", group=cast.elsewhere, by=cast.eva)
    Watch.choose(elsewhere, "follow", by=cast.daan)
    for number in range(4):
        make_reply(make_topic(f"Vraag {number}", group=cast.group, by=cast.carla), by=cast.bram)
    make_reply(elsewhere, by=cast.eva)
    for member in (cast.carla, cast.daan, cast.eva, cast.bram):
        expected = list(news.for_member(member).order_by("-last_post_at", "-pk")[:count])
        assert [one.pk for one in newest_for(member, count)] == [topic.pk for topic in expected], member


@pytest.mark.parametrize("topics", [1, 30])
def test_new_for_me_costs_the_same_queries_for_one_line_and_for_thirty(cast, topics):
    for number in range(topics):
        make_topic(f"Gesprek {number}", group=cast.group, by=cast.carla)
    client = signed_in(cast.daan)
    client.get("/new/")
    assert _asks(client) == REMEMBERED
    latest = make_topic("Het nieuwste", group=cast.group, by=cast.carla)
    assert _asks(client) == NEW_FOR_ME
    assert latest.title in client.get("/new/").text


def _asks(client):
    """How often conversations are asked for, to show what is new."""
    with CaptureQueriesContext(connection) as queries:
        client.get("/new/")
    return sum("discussions_topic" in query["sql"] for query in queries)


def test_new_for_me_in_a_shell_is_the_page_that_is_rendered(cast, topic):
    for number in range(31):
        make_topic(f'<i>{number}</i> & "meer"', group=cast.group, by=cast.carla)
    client, token = signed_in(cast.daan), re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
    first = client.get("/new/").text
    (older,) = map(html.unescape, re.findall(r'href="(\?before=[^"]+)"', first))
    for address in ("/new/", "/new/?what=unanswered", "/new/" + older):
        client.cookies.pop("messages", None)
        filled = client.get(address).text
        client.cookies["messages"] = "nothing"  # perhaps something to say: the page is rendered in the common way
        assert token.sub("", client.get(address).text) == token.sub("", filled)
