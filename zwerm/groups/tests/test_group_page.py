from __future__ import annotations

from datetime import UTC, datetime

import pytest

from zwerm.groups import heads
from zwerm.groups.models import Group, GroupInvitation, GroupRole, JoinRequest
from zwerm.groups.samples import make_group, make_moderator
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    make_community()
    return make_group("Leiderschap", owner=make_member("Carla"), members=(make_member("Daan"),))


def sign_in(client, member):
    client.force_login(member)
    return client


def page(client, address):
    answer = client.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_group_says_what_it_is_for_who_leads_it_and_who_reads_it(client, group):
    shown = page(sign_in(client, make_member("Eva")), "/groups/leiderschap/")
    assert "Hier leren we van elkaar." in shown
    assert "leads this group." in shown
    assert "All members of De Vakgenoten can read this group." in shown


def test_the_shared_body_holds_nothing_personal(rf, group):
    body = heads.body(group, signed_in=True)
    assert body.holes == ("membership", "tabs")
    assert not any(word in body.filled() for word in ("csrf", "Join", "Leave", "formaction"))


def test_a_stranger_is_shown_nobody_who_chose_to_be_seen_by_members(client, group):
    group.change(by=make_member(), visibility=Group.Visibility.PUBLIC)
    assert "Carla" in page(client, "/groups/leiderschap/")
    carla = group.roles.get().member
    carla.change_profile(audience="members")
    group.touch()
    assert "Carla" not in page(client, "/groups/leiderschap/")


def test_the_page_about_a_group_names_nobody_to_strangers_who_did_not_choose_it(client, group):
    group.change(by=make_member(), visibility=Group.Visibility.PUBLIC)
    carla = group.roles.get().member
    carla.change_profile(audience="me")
    assert "Carla" not in page(client, "/groups/leiderschap/about/")
    shown = page(sign_in(client, make_member("Eva")), "/groups/leiderschap/about/")
    assert "Carla leads this group." in shown
    assert carla.get_absolute_url() not in shown


def test_the_second_view_costs_few_queries(client, group, django_assert_num_queries):
    sign_in(client, make_member("Eva"))
    page(client, "/groups/leiderschap/")
    with django_assert_num_queries(5):
        page(client, "/groups/leiderschap/")


@pytest.mark.parametrize("number", [1, 30])
def test_subgroups_cost_one_query_however_many(client, group, number, django_assert_num_queries):
    for _ in range(number):
        make_group(parent=group)
    sign_in(client, make_member("Eva"))
    page(client, "/groups/leiderschap/")
    with django_assert_num_queries(5):
        assert page(client, "/groups/leiderschap/").count('class="card"') == number


def test_an_outsider_joins_an_open_group_and_leaves_it_again(client, group):
    eva = make_member("Eva")
    sign_in(client, eva)
    assert "Join this group" in page(client, "/groups/leiderschap/")
    assert client.post("/groups/leiderschap/membership/").status_code == 302
    assert group.has(eva)
    assert client.post("/groups/leiderschap/membership/", {"_method": "DELETE"}).status_code == 302
    assert not group.has(eva)


def test_a_stranger_is_led_to_sign_in(client, group):
    assert client.get("/groups/leiderschap/").status_code == 404
    group.change(by=make_member(), visibility=Group.Visibility.PUBLIC)
    assert "Sign in to take part" in page(client, "/groups/leiderschap/")
    assert client.post("/groups/leiderschap/membership/").status_code == 403


def test_nobody_joins_a_group_that_works_with_requests_without_asking(client, group):
    group.change(by=make_member(), joining=Group.Joining.REQUEST)
    eva = make_member("Eva")
    sign_in(client, eva)
    assert "Ask to join" in page(client, "/groups/leiderschap/")
    assert client.post("/groups/leiderschap/membership/").status_code == 403
    assert client.post("/groups/leiderschap/request/", {"message": "Ik leid nu een team."}).status_code == 302
    assert "You asked to join" in page(client, "/groups/leiderschap/")
    assert client.post("/groups/leiderschap/request/", {"_method": "DELETE"}).status_code == 302
    assert JoinRequest.objects.get().state == "withdrawn"


def test_a_group_by_invitation_says_who_may_invite(client, group):
    group.change(by=make_member(), joining=Group.Joining.INVITATION)
    sign_in(client, make_member("Eva"))
    assert "by invitation of an owner or moderator" in page(client, "/groups/leiderschap/")
    assert client.get("/groups/leiderschap/request/").status_code == 403


def test_who_is_asked_into_a_hidden_group_answers_from_the_invitation(client, group):
    carla, eva, daan = group.roles.get().member, make_member("Eva"), make_member("Dirk")
    asked = GroupInvitation.to_member(eva, group, by=carla, note="Kom erbij.")
    assert sign_in(client, daan).post(f"/groups/leiderschap/invitations/{asked.pk}/").status_code == 404
    sign_in(client, eva)
    assert "Kom erbij." in page(client, "/groups/leiderschap/")
    client.post(f"/groups/leiderschap/invitations/{asked.pk}/", {"answer": "accept"})
    assert group.has(eva)


def test_the_last_owner_is_told_to_name_a_successor_first(client, group):
    carla = group.roles.get().member
    sign_in(client, carla)
    assert "ask somebody to take over first" in page(client, "/groups/leiderschap/membership/")
    answer = client.post("/groups/leiderschap/membership/", {"_method": "DELETE"}, headers={"Accept-Language": "en"})
    assert (answer.status_code, "ask somebody to take over first" in answer.content.decode()) == (403, True)
    assert group.has(carla)


def test_a_hidden_group_is_not_there_for_who_is_not_in_it(client, group):
    group.change(by=make_member(), visibility=Group.Visibility.HIDDEN)
    sign_in(client, make_member("Eva"))
    for address in (
        "",
        "about/",
        "people/",
        "membership/",
        "request/",
        "requests/",
        "roles/",
        "settings/",
        "invitations/",
    ):
        assert client.get(f"/groups/leiderschap/{address}").status_code == 404


def test_the_name_of_a_hidden_parent_is_not_told_to_who_is_not_in_it(client, group):
    group.change(by=make_member(), visibility=Group.Visibility.HIDDEN)
    eva = make_member("Eva")
    below = make_group("Binnenkring", parent=group, members=(eva,))
    assert below.visibility == Group.Visibility.HIDDEN
    assert "Leiderschap" not in page(sign_in(client, eva), "/groups/binnenkring/")


def test_a_group_without_talk_for_two_months_says_that_it_sleeps(client, group):
    Group.objects.update(last_talk_at=datetime(2024, 5, 3, tzinfo=UTC), version=9)
    assert "Asleep since May 2024" in page(sign_in(client, make_member("Eva")), "/groups/leiderschap/")


def test_who_leads_until_when_is_told_on_the_page_about_the_group(client, group):
    GroupRole.give(group, make_member("Bram"), "moderator", by=None, until=datetime(2031, 12, 31, tzinfo=UTC))
    group.change(by=make_member(), about="Wij **luisteren**.")
    shown = page(sign_in(client, make_member("Eva")), "/groups/leiderschap/about/")
    assert "moderates until December 2031." in shown
    assert "<strong>luisteren</strong>" in shown


def test_an_owner_changes_the_settings_and_a_moderator_does_not(client, group):
    carla, bram = group.roles.get().member, make_moderator(group)
    assert sign_in(client, bram).get("/groups/leiderschap/settings/").status_code == 403
    sign_in(client, carla)
    assert "Keep the settings" in page(client, "/groups/leiderschap/settings/")
    sent = {"name": "Leiding geven", "purpose": "Samen leren leiden.", "kind": "practice", "visibility": "public",
            "joining": "request", "languages": ["nl"], "sections": ["discussions", "jobs"], "about": "*Rustig*"}  # fmt: skip
    assert client.post("/groups/leiderschap/settings/", {**sent, "name": ""}).status_code == 422
    assert client.post("/groups/leiderschap/settings/", sent).status_code == 302
    group.refresh_from_db()
    assert (group.name, group.joining, group.sections, group.about_html) == (
        "Leiding geven",
        "request",
        ["discussions", "jobs"],
        "<p><em>Rustig</em></p>\n",
    )
