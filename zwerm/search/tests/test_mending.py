"""Typing errors are forgiven, and the page says so; what somebody may not see is not proposed to them."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from zwerm.discussions.samples import make_topic
from zwerm.groups.models import Group
from zwerm.groups.samples import make_group
from zwerm.members.models import Member
from zwerm.members.samples import make_member
from zwerm.search.filters import read
from zwerm.search.mending import answer
from zwerm.search.models import Word
from zwerm.search.samples import take_in, titles

pytestmark = pytest.mark.django_db
STRANGER = AnonymousUser()


@pytest.fixture(autouse=True)
def talk() -> None:
    """A conversation about absence, and one that nobody but its members sees, about a plan."""
    anna = make_member("Anna")
    make_topic(
        "Verzuim in de zorg", group=make_group(owner=anna, visibility=Group.Visibility.PUBLIC), by=anna, body="Koffie?"
    )
    hidden = make_group(owner=anna, visibility=Group.Visibility.HIDDEN)
    make_topic("Reorganisatie", group=hidden, by=anna, body="Niets zeggen.")
    take_in()


def proposed(said: str, person: Any = STRANGER) -> str:
    mended = answer(read(said, person), person).mended
    return mended.says if mended else ""


def test_a_word_that_nobody_writes_is_taken_for_a_near_one(client: Client) -> None:
    page = client.get("/search/", {"q": "verziim"}, headers={"Accept-Language": "nl"}).content.decode()

    assert "Verzuim</mark> in de zorg" in page
    assert "Gezocht naar <strong>verzuim</strong>" in page
    assert "q=%22verziim%22" in page


def test_only_the_wrong_word_is_mended_and_filters_stay() -> None:
    asked = answer(read("kofie solved:no verzuim", STRANGER), STRANGER).mended
    assert asked is None
    asked = answer(read("verziim koffie kind:discussion", STRANGER), STRANGER).mended
    assert asked is not None
    assert (asked.asks, asked.typed) == ("verzuim koffie kind:discussion", '"verziim" koffie kind:discussion')


def test_what_is_quoted_is_meant_as_it_is() -> None:
    assert proposed('"verziim"') == ""


def test_a_word_that_somebody_writes_is_asked_about_and_not_replaced() -> None:
    anna = make_member("Anneke")
    make_topic("Verziim", group=make_group(owner=anna, visibility=Group.Visibility.PUBLIC), by=anna, body="Een naam.")
    take_in()
    Word.objects.filter(word="verzuim").update(texts=50)

    given = answer(read("verziim koffie", STRANGER), STRANGER)

    assert (given.mended.says, given.mended.sure) == ("verzuim koffie", False)
    assert given.asked.words == "verziim koffie"


@pytest.mark.parametrize("said", ["reorganisatje", "reorganisatje koffie", "koffie reorganisatje"])
def test_a_word_that_one_may_not_find_is_not_proposed(said: str) -> None:
    assert proposed(said) == ""
    assert "reorganisatie" in proposed(said, person=Group.objects.get(visibility="hidden").memberships.get().member)


@pytest.mark.parametrize("times", [1, 5])
def test_that_others_write_a_word_where_one_does_not_read_changes_nothing(times: int) -> None:
    before = answer(read("verziim", STRANGER), STRANGER)
    hidden = Group.objects.get(visibility="hidden")
    for _time in range(times):
        make_topic("Verziim", group=hidden, by=hidden.memberships.get().member)
    take_in()

    after = answer(read("verziim", STRANGER), STRANGER)

    assert before.mended
    assert before.mended.sure
    assert after.mended == before.mended
    assert [one.best.title for one in after.found.hits] == ["Verzuim in de zorg"]


@pytest.mark.parametrize("times", [1, 5])
@pytest.mark.parametrize("said", ["verzu", "verzu koffie", "sollicit", "verzuimgesp"])
def test_that_others_write_a_beginning_where_one_does_not_read_changes_nothing(said: str, times: int) -> None:
    """A word that only hidden texts say is still taken for the beginning of one that everybody reads."""
    make_topic(
        "Sollicitatie en verzuimgesprek",
        group=Group.objects.get(visibility="public"),
        by=Member.objects.get(name="Anna"),
    )
    take_in()
    before = answer(read(said, STRANGER), STRANGER)
    hidden = Group.objects.get(visibility="hidden")
    for _time in range(times):
        make_topic(said, group=hidden, by=hidden.memberships.get().member)
    take_in()

    after = answer(read(said, STRANGER), STRANGER)

    assert before.found.hits
    assert [one.best.title for one in after.found.hits] == [one.best.title for one in before.found.hits]
    assert (after.mended, after.found.whole) == (before.mended, before.found.whole)


def test_words_that_look_alike_where_one_does_not_read_keep_no_better_one_from_being_proposed() -> None:
    hidden = Group.objects.get(visibility="hidden")
    for word in ("verziem", "verzieem", "verzaim", "verziom", "verzjim"):
        for _time in range(3):
            make_topic(word, group=hidden, by=hidden.memberships.get().member)
    take_in()

    assert proposed("verziim") == "verzuim"


def test_a_word_that_is_not_finished_finds_longer_ones() -> None:
    assert titles(STRANGER, "verzu") == ["Verzuim in de zorg"]
    assert proposed("verzu") == ""
