from __future__ import annotations

import pytest

from zwerm.discussions.samples import make_topic
from zwerm.groups import frame
from zwerm.groups.models import Group, GroupRole
from zwerm.groups.samples import make_group
from zwerm.members.models import Block
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db

SENT = {"name": "Intervisie Utrecht", "purpose": "Elke maand een lastige vraag.", "kind": "practice", "days": "365",
        "visibility": "members", "joining": "request", "languages": ["nl"], "promise": "on"}  # fmt: skip


@pytest.fixture
def daan(client):
    make_community()
    member = make_member("Daan")
    client.force_login(member)
    return member


def page(client, address="/groups/"):
    answer = client.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_groups_one_may_see_stand_under_their_parents(client, daan):
    top = make_group("Leren")
    make_group("Leren op het werk", parent=top)
    make_group("Geheim", visibility="hidden")
    shown = page(client)
    assert shown.count('class="family"') == 1
    assert shown.index(">Leren</a>") < shown.index(">Leren op het werk</a>")
    assert "Geheim" not in shown


def test_a_stranger_sees_public_groups_only(client):
    make_community()
    make_group("Open", visibility="public")
    make_group("Besloten")
    shown = page(client)
    assert ("Open" in shown, "Besloten" in shown) == (True, False)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=privacy", "Cijfers"),
        ("q=leiderschap", "Leïderschap"),
        ("q=метрика+CIJFERS", "Cijfers"),
        ("kind=practice", "Cijfers"),
        ("language=en", "Leïderschap"),
    ],
)
def test_groups_are_found_by_words_type_and_language(client, daan, asked, found):
    make_group("Leïderschap", languages=["en"])
    cijfers = make_group("Cijfers", kind="practice", languages=["nl"])
    cijfers.change(by=daan, purpose="Over privacy en meten, метрика.")
    shown = page(client, f"/groups/?{asked}")
    assert [name for name in ("Leïderschap", "Cijfers") if f">{name}</a>" in shown] == [found]


def test_a_search_that_finds_nothing_offers_all_groups(client, daan):
    make_group("Leren")
    assert "No group fits" in page(client, "/groups/?q=niets")


def test_three_hundred_groups_come_in_pages(client, daan):
    for number in range(40):
        make_group(f"Groep {number:02}")
    first = page(client)
    assert first.count('class="card"') == 16
    assert "?from=groep-16" in first
    assert page(client, "/groups/?from=groep-16").count("?from=") == 2
    assert len(first.encode()) < 60_000


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_however_many_groups(client, daan, number, django_assert_num_queries):
    for _ in range(number):
        make_group()
    page(client)
    with django_assert_num_queries(3):
        page(client)


def test_the_side_column_shows_at_most_twelve_of_my_groups(rf, daan, django_assert_num_queries):
    for _ in range(14):
        make_group(members=(daan,))
    request = rf.get("/")
    request.user, request.resolver_match = daan, None
    with django_assert_num_queries(6):
        assert frame.side(request).count("<li>") == 1 + frame.MOST + 1


def test_starting_a_group_asks_for_a_promise_and_a_purpose(client, daan):
    assert "looks in every week" in page(client, "/groups/new/")
    for missing in ("purpose", "promise", "kind"):
        assert client.post("/groups/new/", {**SENT, missing: ""}).status_code == 422
    assert not Group.objects.exists()


def test_who_starts_a_group_leads_it_for_a_term_with_somebody(client, daan):
    carla = make_member("Carla")
    assert client.post("/groups/new/", {**SENT, "co_lead": "@carla"}).status_code == 302
    group = Group.objects.get()
    owners = GroupRole.objects.at().filter(group=group, kind="owner")
    assert set(owners.values_list("member", flat=True)) == {daan.pk, carla.pk}
    assert not owners.filter(until=None).exists()


def test_nobody_is_made_co_lead_by_somebody_they_keep_away(client, daan):
    Block.put_up(by=make_member("Carla"), against=daan)
    assert client.post("/groups/new/", {**SENT, "co_lead": "Carla"}).status_code == 422


def test_a_subgroup_is_started_from_inside_its_parent_and_seen_by_no_more_people(client, daan):
    parent = make_group("Leren", visibility="members")
    assert client.get("/groups/new/?parent=leren").status_code == 403
    parent.let_in(daan)
    assert "Start a group in Leren" in page(client, "/groups/new/?parent=leren")
    assert client.post("/groups/new/?parent=leren", {**SENT, "visibility": "public"}).status_code == 422
    client.post("/groups/new/?parent=leren", SENT)
    assert Group.objects.get(name="Intervisie Utrecht").parent == parent


def test_a_stranger_signs_in_before_starting_a_group(client):
    make_community()
    assert client.get("/groups/new/").status_code == 302


def test_my_groups_show_where_something_is_new(client, daan):
    quiet, talking = make_group("Stil", members=(daan,)), make_group("Druk", members=(daan,))
    make_group("Elders")
    make_topic(group=talking, by=make_member("Carla"))
    shown = page(client, "/groups/?mine=yes").partition('class="cards"')[2].partition("</main>")[0]
    assert [name for name in ("Stil", "Druk", "Elders") if f">{name}" in shown] == ["Stil", "Druk"]
    assert shown.count('class="dot"') == 1
    assert quiet.has(daan)


def test_a_stranger_who_may_see_no_group_is_led_to_sign_in(client):
    make_community()
    make_group("Besloten")
    assert "The groups here are for members" in page(client)
