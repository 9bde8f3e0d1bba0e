"""The page on which who keeps the house sees how the index of search fares."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from zwerm.discussions.finding import Posts
from zwerm.discussions.samples import make_topic
from zwerm.members.samples import make_community, make_member
from zwerm.search import learning, sweeping, watching
from zwerm.search.models import Sweep
from zwerm.search.samples import take_in, titles

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_anna(client: Client) -> Client:
    anna = make_member("Anna")
    make_community(first=anna, languages=["en"])
    client.force_login(anna)
    return client


def page(as_anna: Client) -> str:
    return as_anna.get("/console/search/", headers={"Accept-Language": "en"}).content.decode()


def test_before_anything_was_written_the_page_says_so(as_anna: Client) -> None:
    shown = page(as_anna)

    assert "nothing yet: it fills as soon as somebody writes" in shown
    assert "too few words yet" in shown
    assert "Nothing is under way." in shown


def test_the_page_tells_what_is_in_the_index_how_far_behind_it_is_and_what_it_learned(
    as_anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    carla = make_member("Carla")
    make_topic("Verzuim", by=carla, body="beleid")
    make_topic("Beleid", by=carla, body="verzuim")
    take_in()
    monkeypatch.setattr(learning, "FEWEST", 1)
    learning.learn()
    shown = page(as_anna)

    assert "2 documents, " in shown
    assert "words of this community help to take compounds apart" in shown


def test_going_over_everything_is_begun_seen_stopped_gone_on_with_and_begun_anew(as_anna: Client) -> None:
    carla = make_member("Carla")
    for number in range(sweeping.PIECE + 5):
        make_topic(f"Broodrooster {number}", by=carla)
    take_in()
    as_anna.post("/console/search/rebuild/")
    sweeping.do_piece(source=Posts.name)

    assert f"{sweeping.PIECE} of {sweeping.PIECE + 5} (80%)" in page(as_anna)
    assert len(titles(carla, "broodrooster")) == 10
    as_anna.post("/console/search/rebuild/", {"_method": "DELETE"})
    assert not sweeping.do_piece()
    assert "(80%), stopped" in page(as_anna)
    as_anna.post("/console/search/rebuild/")
    assert Sweep.objects.get(source=Posts.name).done == sweeping.PIECE
    as_anna.post("/console/search/rebuild/", {"from": "start"})
    assert Sweep.objects.get(source=Posts.name).done == 0
    take_in()
    assert "Nothing is under way." in page(as_anna)


def test_a_text_that_cannot_be_read_is_told_and_keeps_no_other_source_waiting(
    as_anna: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_topic(by=make_member("Carla"))

    def fail(*arguments: Any) -> None:
        raise ValueError("no such letter")

    monkeypatch.setattr(Posts, "texts", fail)
    as_anna.post("/console/search/rebuild/")
    while sweeping.do_piece():
        pass

    assert [sweep.source for sweep in Sweep.objects.all()] == [Posts.name]
    assert "ValueError: no such letter" in page(as_anna)
    assert "Try again now" in page(as_anna)


def test_open_pages_hear_when_going_over_moves() -> None:
    moved = watching.Moved()
    assert moved() == {}
    Sweep.over(Posts.name)
    assert list(moved()) == [watching.INDEX]
    Sweep.objects.update(done=20)
    assert moved() == {}  # not so soon again
