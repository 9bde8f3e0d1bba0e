"""The page on which one searches."""

from __future__ import annotations

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zwerm.discussions.models import Draft
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.samples import make_group
from zwerm.members.models import Member
from zwerm.members.samples import make_community, make_member
from zwerm.search.samples import take_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def carla() -> Member:
    make_community(first=make_member("Anna"))
    return make_member("Carla")


def page(person: Member, said: str, **more: str) -> str:
    client = Client()
    client.force_login(person)
    return client.get("/search/", {"q": said, **more}).content.decode()


def test_the_words_that_were_asked_for_are_marked_and_nothing_else_is_markup(carla: Member) -> None:
    make_topic("Vergaderen <b>", group=make_group("HR", owner=carla), by=carla, body="Vergaderingen & `<script>`")
    take_in()
    shown = page(carla, "vergadering")

    assert "<mark>Vergaderen</mark> &lt;b&gt;" in shown
    assert "<mark>Vergaderingen</mark> &amp; &lt;script&gt;" in shown


def test_a_word_far_into_a_long_text_is_found_and_shown_with_the_words_round_it(carla: Member) -> None:
    long = "Wij spraken af dat het werk anders moest. " * 1180
    body = f"{long[:30_000]} Het ziekteverzuim kwam ter sprake. {long[:15_000]}"
    make_topic("Verslag", group=make_group("HR", owner=carla), by=carla, body=body)
    take_in()

    assert "… " in page(carla, "ziekteverzuim")
    assert "Het <mark>ziekteverzuim</mark> kwam ter sprake." in page(carla, "ziekteverzuim")
    assert "Het <mark>ziekteverzuim</mark> kwam ter sprake." in page(carla, "werk ziekteverzuim")


def test_what_a_person_says_of_themselves_stands_apart(carla: Member) -> None:
    make_member("Daan", headline="Adviseur verzuim", helps_with="Roosteren")
    take_in()
    assert "Adviseur <mark>verzuim</mark> · Roosteren" in page(carla, "verzuim")


def test_a_conversation_is_one_hit_with_one_more_of_its_posts(carla: Member) -> None:
    topic = make_topic("Rooster", group=make_group("HR", owner=carla), by=carla)
    for number in range(5):
        make_reply(topic, by=carla, body=f"rooster {number}")
    take_in()
    shown = page(carla, "rooster")

    assert (shown.count('class="line hit"'), shown.count("hit-others")) == (1, 1)


def test_a_filter_is_a_chip_that_can_be_taken_off_and_a_bad_one_says_what_to_do(carla: Member) -> None:
    make_topic("Rooster", group=make_group("HR", owner=carla), by=carla, kind="question")
    take_in()
    shown = page(carla, "rooster kind:question after:gisteren")

    assert 'class="chip" href="?q=rooster+after%3Agisteren"' in shown
    assert "Schrijf een jaar, een maand of een dag" in shown


def test_where_nothing_is_found_the_filter_that_was_too_narrow_is_named_and_one_can_ask(carla: Member) -> None:
    make_topic("Rooster", group=make_group("HR", owner=carla), by=carla)
    take_in()
    narrow, nothing = page(carla, "rooster kind:blog"), page(carla, "xylofoon & meer")

    assert "?q=rooster" in narrow
    assert "/write/?kind=question&amp;title=xylofoon%20%26%20meer" in nothing


def test_where_no_words_stand_side_by_side_one_can_look_for_them_apart(carla: Member) -> None:
    make_topic("Frequent en kort verzuim", group=make_group("HR", owner=carla), by=carla, body="Wie?")
    take_in()

    shown = page(carla, '"kort frequent" soort:gesprek')

    assert "Er is niets gevonden voor “kort frequent”" in shown
    assert '<a href="?q=kort+frequent+soort%3Agesprek">zonder aanhalingstekens</a>' in shown
    assert "Frequent" in page(carla, "kort frequent soort:gesprek")
    assert "aanhalingstekens" not in page(carla, '"xylofoon les"')


def test_signs_alone_find_nothing_and_the_page_says_why(carla: Member) -> None:
    make_topic("Rooster", group=make_group("HR", owner=carla), by=carla, kind="question")
    take_in()
    alone, beside = page(carla, "😀🎉"), page(carla, "😀 soort:vraag")

    assert "“😀🎉” bevat geen letters of cijfers om naar te zoeken." in alone
    assert "Rooster" not in alone
    assert "Rooster" in beside


def test_the_words_go_along_to_the_page_where_one_writes(carla: Member) -> None:
    make_group("HR", owner=carla)
    client = Client()
    client.force_login(carla)
    shown = client.get("/write/", {"kind": "question", "title": "Xylofoon & meer"}, follow=True).content.decode()

    assert "Xylofoon &amp; meer" in shown


def test_where_a_draft_stands_already_the_words_that_one_came_with_are_not_lost(carla: Member) -> None:
    group = make_group("HR", owner=carla)
    Draft.keep(carla, f"group:{group.pk}", title="Iets anders", body="Half af")
    client = Client()
    client.force_login(carla)
    address = f"/groups/{group.slug}/topics/?kind=question&title=Xylofoon"
    before = client.get(address).content.decode()
    thrown = client.delete(f"/drafts/group:{group.pk}/", headers={"Referer": f"http://testserver{address}"})
    after = client.get(thrown.headers["Location"]).content.decode()

    assert "Iets anders</textarea>" in before
    assert "Je kwam om ‘Xylofoon’ te schrijven." in before
    assert "Xylofoon</textarea>" in after


def test_pages_of_hits_follow_one_another_and_show_nothing_twice(carla: Member) -> None:
    group = make_group("HR", owner=carla)
    for number in range(13):
        make_topic(f"Rooster {number}", group=group, by=carla)
    take_in()
    client = Client()
    client.force_login(carla)
    first = client.get("/search/", {"q": "rooster"}).content.decode()
    further = re.search(r'rel="next" href="([^"]+)"', first)
    assert further
    second = client.get("/search/" + html.unescape(further[1])).content.decode()
    shown = re.findall(r"<mark>Rooster</mark> (\d+)</a>", first + second)

    assert sorted(shown, key=int) == [str(number) for number in range(13)]
    assert 'rel="next"' not in second


def test_titles_and_names_are_proposed_while_one_types(carla: Member) -> None:
    make_topic("Verzuim bespreken", group=make_group("Verzuimkring", owner=carla), by=carla)
    make_member("Verena")
    take_in()
    client = Client()
    client.force_login(carla)
    shown = client.get("/search/suggestions/", {"q": "ver"}).content.decode()

    assert shown.count('role="option"') == 3
    assert "Verena" in shown
    assert client.get("/search/suggestions/", {"q": "v"}).content.decode().count("option") == 0


@pytest.mark.parametrize(
    "said", ['"', '""', "*", "NEAR(a b)", "a AND", "kind:", 'in:"', "x" * 5000, "'; --", "=cpublic", "-", "é€😀"]
)
def test_whatever_is_typed_is_answered(carla: Member, said: str) -> None:
    take_in()

    assert "<h1" in page(carla, said)
    for edge in ("1~nan~x", f"-{'9' * 30}~1~1", f"1~1~-{'9' * 30}"):
        assert "<h1" in page(carla, said, **{"from": edge})


@pytest.mark.parametrize(
    "said",
    [
        "xylofoon " + "from:carla " * 26,
        "after:0001 before:9999 " * 13,
        " ".join(f"{first}{second}" for first in "bcdfghjkl" for second in "mnpqrstvwxz"),
    ],
)
def test_a_question_costs_no_more_than_so_many_questions_however_it_is_put(carla: Member, said: str) -> None:
    make_topic("Rooster", group=make_group("HR", owner=carla), by=carla)
    take_in()
    page(carla, "rooster")

    with CaptureQueriesContext(connection) as queries:
        page(carla, said)

    assert len(queries) < 200
    assert max(len(query["sql"]) for query in queries) < 30_000
