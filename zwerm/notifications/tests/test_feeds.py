"""A feed of one's notices, at an address that is a secret."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client

from zwerm.discussions.models import Deletion
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.samples import make_group
from zwerm.members.samples import make_community, make_member
from zwerm.notifications.models import Feed
from zwerm.notifications.samples import tell

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def titles(client: Client, feed: Feed) -> list[str]:
    answer = client.get(feed.get_absolute_url())
    assert answer["Content-Type"].startswith("application/atom+xml")
    read = ElementTree.fromstring(answer.content)
    return [entry.findtext(f"{ATOM}title") or "" for entry in read.iter(f"{ATOM}entry")]


def summaries(client: Client, feed: Feed) -> str:
    """What a reader shows as HTML."""
    read = ElementTree.fromstring(client.get(feed.get_absolute_url()).content)
    return "".join(entry.findtext(f"{ATOM}summary") or "" for entry in read.iter(f"{ATOM}entry"))


def test_a_feed_tells_what_the_list_tells_and_an_old_address_leads_nowhere(client: Client) -> None:
    make_community()
    carla, daan = make_member("Carla"), make_member("Daan")
    topic = make_topic("Wat werkt?", group=make_group("Verzuim", owner=carla, members=(daan,)), by=carla)
    reply = make_reply(topic, by=daan, body="<b>Wandelen</b> & rusten \x0c")
    tell()
    feed = Feed.make(carla)

    assert "&lt;b&gt;Wandelen" in summaries(client, feed)
    assert any("Daan" in title and "Wat werkt?" in title for title in titles(client, feed))

    reply.remove(by=daan)
    tell()
    assert not any("Wat werkt?" in title for title in titles(client, feed))
    assert Deletion.objects.exists()

    newer = Feed.make(carla)
    assert client.get(feed.get_absolute_url()).status_code == 404
    newer.close()
    assert client.get(newer.get_absolute_url()).status_code == 404


def test_a_service_that_reads_for_many_members_is_held_up_by_none_of_them(client: Client, settings: Any) -> None:
    """One address asks for all of them; who asks too often for one, or guesses at addresses, waits."""
    settings.PACE = 1 / 20  # three in a row
    make_community()
    hurried, quiet = Feed.make(make_member("Carla")), Feed.make(make_member("Daan"))

    assert [client.get(hurried.get_absolute_url()).status_code for _ in range(4)] == [200, 200, 200, 429]
    assert client.get(quiet.get_absolute_url()).status_code == 200
    assert [client.get("/feeds/guess/").status_code for _ in range(4)] == [404, 404, 404, 429]
    assert client.get(quiet.get_absolute_url()).status_code == 200
