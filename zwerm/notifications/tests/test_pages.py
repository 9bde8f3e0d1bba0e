"""The bell, the list, the way from it, and what one wishes to hear."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.models import Group
from zwerm.groups.samples import make_group
from zwerm.live import subjects
from zwerm.live.subjects import State, Subject
from zwerm.members.models import Member
from zwerm.members.samples import make_community, make_member
from zwerm.notifications import clocks, hearing
from zwerm.notifications.models import Notice, Pause, Rhythm, Spread, Wish
from zwerm.notifications.samples import tell

pytestmark = pytest.mark.django_db

LIST = 7


@pytest.fixture
def cast() -> SimpleNamespace:
    anna = make_member("Anna", language="en")
    make_community(anna)
    carla, daan, eva = (make_member(name, language="en") for name in ("Carla", "Daan", "Eva"))
    group = make_group("Verzuim", owner=carla, members=(daan, eva))
    topic = make_topic("Wat werkt?", group=group, by=carla)
    tell()
    Notice.objects.all().delete()
    return SimpleNamespace(anna=anna, carla=carla, daan=daan, eva=eva, group=group, topic=topic)


@pytest.fixture
def signed_in() -> Callable[[Member], Client]:
    def sign_in(member: Member) -> Client:
        client = Client()
        client.force_login(member)
        return client

    return sign_in


def rings(client: Client) -> bool:
    side = re.search(r'<div class="side-bell">(.*?)</div>', client.get("/members/").content.decode(), re.S)
    assert side
    return "New for you" in side[1]


def words(client: Client, address: str = "/notices/") -> str:
    html = client.get(address).content.decode().partition("<main")[2]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def test_what_is_about_one_conversation_is_one_line(cast: SimpleNamespace, signed_in: Any) -> None:
    for member in (cast.daan, cast.eva, make_member("Fleur"), make_member("Gijs")):
        make_reply(cast.topic, by=member)
    tell()
    client = signed_in(cast.carla)

    assert "Gijs, Fleur and 2 others replied to you in Wat werkt?" in words(client)
    assert client.get("/notices/").content.count(b"data-item") == 1


def test_the_bell_rings_until_one_has_looked(cast: SimpleNamespace, signed_in: Any) -> None:
    client = signed_in(cast.carla)
    assert not rings(client)

    make_reply(cast.topic, by=cast.daan)
    tell()
    assert rings(client)

    client.get("/notices/")
    assert not rings(client)
    assert Notice.objects.unread().count() == 1


def test_who_reads_the_conversation_has_read_of_it(cast: SimpleNamespace, signed_in: Any) -> None:
    make_reply(cast.topic, by=cast.daan)
    tell()
    client = signed_in(cast.carla)
    client.get(cast.topic.get_absolute_url())

    assert not rings(client)
    assert not Notice.objects.unread().exists()


def test_who_reads_the_first_page_has_not_read_of_the_last(cast: SimpleNamespace, signed_in: Any) -> None:
    for _ in range(20):
        make_reply(cast.topic, by=cast.carla)
    make_reply(cast.topic, by=cast.daan)
    tell()
    signed_in(cast.carla).get(cast.topic.get_absolute_url())

    assert Notice.objects.unread().count() == 1


def test_a_notice_leads_to_the_post_and_is_read_then(cast: SimpleNamespace, signed_in: Any) -> None:
    first = make_reply(cast.topic, by=cast.daan)
    make_reply(cast.topic, by=cast.eva)
    tell()
    client = signed_in(cast.carla)
    (address,) = re.findall(r'line-title"><a href="(/notices/\d+/)"', client.get("/notices/").content.decode())
    answer = client.get(address, follow=True)

    assert answer.redirect_chain[0][0] == f"/posts/{first.pk}/"  # the oldest that was not read
    assert not Notice.objects.unread().exists()
    assert signed_in(cast.daan).get(address).status_code == 404


def test_all_is_read_in_one_press(cast: SimpleNamespace, signed_in: Any) -> None:
    make_reply(cast.topic, by=cast.daan)
    make_topic("Een ander", group=cast.group, by=cast.daan, body="Dag @carla")
    tell()
    client = signed_in(cast.carla)
    assert "Mark all as read" in words(client)
    client.post("/notices/")

    assert "Mark all as read" not in words(client)
    assert not Notice.objects.unread().exists()


def test_what_one_may_not_see_any_more_is_not_told(cast: SimpleNamespace, signed_in: Any) -> None:
    make_topic("Geheim", group=cast.group, by=cast.carla, body="Dag @daan")
    tell()
    cast.group.change(by=cast.carla, visibility=Group.Visibility.HIDDEN)
    cast.group.memberships.get(member=cast.daan).leave()

    assert "Geheim" not in words(signed_in(cast.daan))
    assert not Notice.objects.filter(member=cast.daan, kind="mention").exists()


def test_nothing_yet_says_what_would_stand_here(cast: SimpleNamespace, signed_in: Any) -> None:
    assert "Nothing waits for you" in words(signed_in(cast.daan))


@pytest.mark.parametrize("topics", [1, 30])
def test_the_list_costs_the_same_for_one_line_and_for_thirty(
    cast: SimpleNamespace, signed_in: Any, topics: int
) -> None:
    for number in range(topics):
        make_topic(f"Gesprek {number}", group=cast.group, by=cast.daan, body="Dag @carla")
    tell()
    client = signed_in(cast.carla)
    client.get("/notices/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/notices/")

    assert len(queries) == LIST


def test_the_list_pages_by_key(cast: SimpleNamespace, signed_in: Any) -> None:
    for number in range(35):
        make_topic(f"Gesprek {number}", group=cast.group, by=cast.daan, body="Dag @carla")
    tell()
    client = signed_in(cast.carla)
    page = client.get("/notices/").content.decode()
    (older,) = re.findall(r'rel="next" href="(\?[^"]+)"', page)

    assert page.count("data-item") == 30
    assert client.get(f"/notices/{older}").content.decode().count("data-item") == 5


def test_an_open_list_hears_of_what_is_new(cast: SimpleNamespace) -> None:
    news = hearing.Newest()
    assert news() == {}
    make_reply(cast.topic, by=cast.daan)
    tell()
    newest = Notice.objects.get(kind="reply").pk

    assert news()[cast.carla.pk] == State(newest, newest)
    assert news() == {}
    assert subjects.state(Subject("notices", cast.carla.pk)) == State(newest, newest)
    assert subjects.state(Subject("notices", cast.eva.pk)) == State(0, 0)


def chosen(**changed: str) -> dict[str, str]:
    """The form as it stands, with what was changed."""
    wishes = {"mention": "at_once", "reply": "at_once", "asked": "at_once"}
    wishes |= dict.fromkeys(("thanks", "followed", "announcement", "new_topic"), "digest")
    return {**wishes, "every": "week", "weekday": "0", "hour": "8", "time_zone": "", **changed}


def test_wishes_are_kept_where_they_differ_from_what_holds_anyway(cast: SimpleNamespace, signed_in: Any) -> None:
    client = signed_in(cast.daan)
    client.post("/me/notices/", chosen(thanks="never", every="day", hour="19", time_zone="America/Curacao"))

    cast.daan.refresh_from_db()
    assert list(Wish.objects.values_list("sort", "when")) == [("thanks", "never")]
    rhythm = Rhythm.of(cast.daan)
    assert (rhythm.every, rhythm.hour, cast.daan.time_zone) == ("day", 19, "America/Curacao")

    client.post("/me/notices/", chosen())
    assert not Wish.objects.exists()


def test_a_wish_that_there_is_not_is_refused(cast: SimpleNamespace, signed_in: Any) -> None:
    answer = signed_in(cast.daan).post("/me/notices/", chosen(thanks="always", hour="25", time_zone="Mars/Olympus"))

    assert answer.status_code == 422
    assert "Not kept yet" in answer.content.decode()
    assert not Wish.objects.exists()


def test_one_press_keeps_a_group_silent(cast: SimpleNamespace, signed_in: Any) -> None:
    client = signed_in(cast.daan)
    client.post(f"/me/notices/groups/{cast.group.slug}/", {"nothing": "on", "reply": "digest"})

    assert set(Wish.objects.values_list("sort", "when")) == {("", "never"), ("reply", "digest")}
    assert "nothing from this group" in words(client, "/me/notices/")


@pytest.mark.parametrize(("length", "days"), [("day", 1), ("week", 7), ("date", 3), ("open", None)])
def test_everything_pauses_in_one_step(cast: SimpleNamespace, signed_in: Any, length: str, days: int | None) -> None:
    client, zone = signed_in(cast.daan), clocks.of(cast.daan)
    today = timezone.localdate(timezone=zone)
    client.post("/me/notices/pause/", {"length": length, "until_day": today + timedelta(days=3)})

    until = Pause.objects.get(member=cast.daan).until
    assert (until and until.astimezone(zone).date()) == (today + timedelta(days=days) if days else None)
    assert until is None or until.astimezone(zone).hour == clocks.MORNING
    assert "Paused" in words(client)

    client.post("/me/notices/pause/", {"_method": "DELETE"})
    assert not Pause.objects.exists()


def test_a_day_that_has_passed_is_no_pause(cast: SimpleNamespace, signed_in: Any) -> None:
    answer = signed_in(cast.daan).post("/me/notices/pause/", {"length": "date", "until_day": "2020-01-01"})

    assert answer.status_code == 422
    assert "Choose a day after today." in answer.content.decode()


def test_who_keeps_the_house_sees_how_far_an_act_is(cast: SimpleNamespace, signed_in: Any) -> None:
    make_topic("Dicht", group=cast.group, by=cast.carla, kind="announcement")
    tell()
    Spread.objects.filter(expected=3).update(finished_at=None, done=2)

    assert "2 of about 3 members know" in words(signed_in(cast.anna), "/console/house/")


def test_old_notices_go(cast: SimpleNamespace) -> None:
    make_reply(cast.topic, by=cast.daan)
    make_reply(cast.topic, by=cast.eva)
    tell()
    Notice.objects.filter(actor=cast.daan).update(at=timezone.now() - Notice.KEPT - timedelta(hours=1))
    Notice.forget_old()

    assert list(Notice.objects.values_list("actor", flat=True)) == [cast.eva.pk]


def test_the_frame_asks_nothing_for_the_bell(cast: SimpleNamespace, signed_in: Any) -> None:
    client = signed_in(cast.carla)
    client.get("/members/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/members/")
    asked = [query["sql"] for query in queries if "notifications_notice" in query["sql"]]

    assert len(asked) == 1
    assert "discussions_progress" in asked[0]  # which every page asks anyway
