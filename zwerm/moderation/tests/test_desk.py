"""The facilitator's desk: what it tells, to whom, and that reading everything skips nothing and shows nothing twice."""

from __future__ import annotations

import re
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zwerm.discussions.models import Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.models import Group
from zwerm.groups.samples import make_group
from zwerm.members.models import Member, Role
from zwerm.members.samples import make_member
from zwerm.moderation.desk import unread
from zwerm.moderation.desk.keeper import Keeper
from zwerm.moderation.models import DeskMark
from zwerm.moderation.tests.conftest import signed_in

#: A reader of the log does not look into a transaction that is still open, and so not into that of a test.
committed = pytest.mark.django_db(transaction=True)


def page_of(member: Member, address: str = "/desk/") -> str:
    page: str = signed_in(member).get(address).content.decode()
    return page


def facilitator(cast: SimpleNamespace) -> Member:
    Role.give(cast.gijs, Role.Kind.FACILITATOR, by=cast.anna)
    found: Member = Member.objects.get(pk=cast.gijs.pk)
    return found


def taken_up(member: Member, row: str) -> str:
    """The page to which the button of a row leads."""
    page: str = signed_in(member).post("/desk/rows/", {"row": row}, follow=True).content.decode()
    return page


def days_ago(days: float) -> dict[str, Any]:
    return {"at": timezone.now() - timedelta(days=days)}


def titles(member: Member, client: Any = None) -> list[str]:
    page = (client or signed_in(member)).get("/desk/unread/").content.decode()
    return re.findall(r'<div class="prose"><p>(.*?)</p>', page)


def test_a_desk_is_for_who_keeps_something(cast: SimpleNamespace) -> None:
    assert signed_in(cast.daan).get("/desk/").status_code == 403
    assert "My desk" not in page_of(cast.daan, "/")
    assert signed_in(cast.bram).get("/desk/").status_code == 200
    assert "My desk" in page_of(cast.bram, "/")
    assert signed_in(facilitator(cast)).get("/desk/").status_code == 200


def test_a_question_waits_after_a_day_and_until_somebody_answers(cast: SimpleNamespace) -> None:
    asked = make_topic("Wie kent dit?", group=cast.group, by=cast.daan, kind="question", **days_ago(2))
    make_topic("Van vandaag?", group=cast.group, by=cast.daan, kind="question")

    page = page_of(cast.bram)
    assert f'name="row" value="unanswered {asked.pk}"' in page
    assert "Van vandaag?" not in page.partition("New, and not greeted yet")[0].partition("first answer")[2]

    make_reply(asked, by=cast.carla)
    assert "Wie kent dit?" not in page_of(cast.bram)


def test_who_came_is_greeted_by_an_answer_or_by_being_named(cast: SimpleNamespace) -> None:
    assert "Daan, Gijs" in page_of(cast.bram)

    topic = make_topic(group=cast.group, by=cast.daan)
    make_reply(topic, by=topic.author)
    assert "Daan, Gijs" in page_of(cast.bram), "nobody greets themselves"
    make_reply(topic, by=cast.fem)
    assert "Daan" not in newcomers_of(cast.bram)
    assert "Gijs" in newcomers_of(cast.bram)
    make_reply(topic, by=cast.fem, body=f"Wat denk jij, @{cast.gijs.handle}?")
    assert "Whoever came this month was answered" in page_of(cast.bram)


def test_who_came_into_several_groups_is_welcomed_once(cast: SimpleNamespace) -> None:
    cast.elsewhere.let_in(cast.gijs, by=None)
    other = signed_in(cast.anna)
    assert other.get("/desk/").content.decode().count("Gijs") == 2, "one row, and its button"

    make_topic(group=cast.group, by=cast.bram, body=f"Welkom, @{cast.gijs.handle}!")

    assert "Gijs" not in other.get("/desk/").content.decode()


def newcomers_of(member: Member) -> str:
    return page_of(member).partition("New, and not greeted yet")[2].partition("</section>")[0]


def test_greeting_opens_a_post_that_names_them(cast: SimpleNamespace) -> None:
    page = taken_up(cast.bram, f"newcomers {cast.group.pk}")

    assert f"@{cast.daan.handle}, @{cast.gijs.handle}! What are you working on" in page


def test_talk_that_was_lively_and_fell_silent_is_told(cast: SimpleNamespace) -> None:
    lively = lively_talk(cast, "Levendig", 6)
    lively_talk(cast, "Nog bezig", 1)
    make_topic("Een enkel bericht", group=cast.group, by=cast.daan, **days_ago(6))

    silent = page_of(cast.bram).partition("fell silent")[2].partition("</section>")[0]

    assert lively.title in silent
    assert "Nog bezig" not in silent
    assert "Een enkel bericht" not in silent


def lively_talk(cast: SimpleNamespace, title: str, days: float) -> Topic:
    topic = make_topic(title, group=cast.group, by=cast.daan, **days_ago(days + 1))
    for each in (cast.carla, cast.gijs, cast.daan):
        topic.reply(by=each, body="En verder?", **days_ago(days))
    return topic


def test_a_group_without_a_word_for_a_month_is_told(cast: SimpleNamespace) -> None:
    assert "In every group somebody spoke this month" in page_of(cast.bram)

    Group.objects.filter(pk=cast.group.pk).update(last_talk_at=timezone.now() - timedelta(days=31))

    page = taken_up(cast.bram, f"quiet groups {cast.group.pk}")
    assert re.search(r'value="question"[^>]* checked', page)


@committed
def test_a_moderator_is_told_of_their_group_and_a_facilitator_of_all_that_they_may_see(cast: SimpleNamespace) -> None:
    hidden = make_group("Besloten", owner=cast.eva, visibility="hidden")
    make_topic("Binnen", group=cast.group, by=cast.daan, body="Hier")
    make_topic("Buiten", group=cast.elsewhere, by=cast.eva, body="Daar")
    make_topic("Achter de deur", group=hidden, by=cast.eva, body="Geheim")

    assert titles(cast.bram) == ["Hier"]
    assert titles(facilitator(cast)) == ["Hier", "Daar"]


@committed
def test_reading_everything_skips_nothing_and_shows_nothing_twice(cast: SimpleNamespace) -> None:
    topic = make_topic(group=cast.group, by=cast.daan, body="0")
    for number in range(1, 25):
        make_reply(topic, by=cast.gijs, body=str(number))
    client, read = signed_in(cast.bram), []

    read += titles(cast.bram, client)
    make_reply(topic, by=cast.gijs, body="25")
    while to := re.search(r'name="to" value="(\d+)"', client.get("/desk/unread/").content.decode()):
        client.post("/desk/unread/", {"to": to[1]})
        read += titles(cast.bram, client)

    assert read == [str(number) for number in range(26)]
    assert "You have read everything" in page_of(cast.bram, "/desk/unread/")


@committed
def test_the_mark_never_moves_back(cast: SimpleNamespace) -> None:
    make_topic(group=cast.group, by=cast.daan)
    client = signed_in(cast.bram)
    client.post("/desk/unread/")
    before = DeskMark.objects.get(member=cast.bram).point

    client.post("/desk/unread/", {"to": "1"})

    assert DeskMark.objects.get(member=cast.bram).point == before


@committed
def test_what_was_taken_away_is_not_read(cast: SimpleNamespace) -> None:
    topic = make_topic(group=cast.group, by=cast.daan, body="Blijft")
    make_reply(topic, by=cast.gijs, body="Gaat weg").remove(by=cast.bram)

    assert titles(cast.bram) == ["Blijft"]


@pytest.mark.parametrize(("address", "most"), [("/desk/", 12), ("/desk/unread/", 6)])
def test_a_desk_asks_as_much_whatever_there_is(cast: SimpleNamespace, address: str, most: int) -> None:
    client = signed_in(cast.bram)
    client.get(address)
    few = asked(client, address)

    for number in range(6):
        make_topic(f"Vraag {number}", group=cast.group, by=make_member(), kind="question", **days_ago(3))
        lively_talk(cast, f"Levendig {number}", 5)
    client.get(address)

    assert few <= asked(client, address) <= most


@committed
@pytest.mark.skipif(connection.vendor != "sqlite", reason="of a few lines PostgreSQL reads all, whatever the index")
def test_fifty_thousand_unread_lines_are_entered_at_the_mark_and_read_no_further_than_the_page(
    cast: SimpleNamespace,
) -> None:
    topic = make_topic(group=cast.group, by=cast.daan)
    client = signed_in(cast.bram)
    client.post("/desk/unread/")
    for number in range(25):
        make_reply(topic, by=cast.gijs, body=str(number))

    lines = unread.lines_of(Keeper(cast.bram))[: unread.PAGE + 1]

    assert "USING INDEX entry_order (transaction=? AND id>?)" in lines.explain()
    assert "TEMP B-TREE" not in lines.explain(), "nothing is sorted"


def asked(client: Any, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_effort_is_ones_own(cast: SimpleNamespace) -> None:
    make_topic(group=cast.group, by=cast.bram)

    assert "The last twelve weeks" in page_of(cast.bram, "/desk/effort/")
    assert "you did nothing here" in page_of(cast.fem, "/desk/effort/")
    assert signed_in(cast.daan).get("/desk/effort/").status_code == 403
