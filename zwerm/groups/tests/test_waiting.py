"""What waits for somebody on their first page names only what is theirs to see."""

from __future__ import annotations

import pytest

from zwerm.groups import waiting
from zwerm.groups.models import Group, GroupInvitation, JoinRequest
from zwerm.groups.samples import make_group
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def eva():
    make_community()
    return make_member("Eva")


def told(rf, person):
    request = rf.get("/")
    request.user = person
    return waiting.lines(request)


def hide(group, name):
    group.change(by=group.roles.get().member, name=name, visibility=Group.Visibility.HIDDEN)


def test_an_answer_does_not_name_a_group_that_hid_itself_afterwards(rf, eva):
    group = make_group("Open kring", joining="request")
    JoinRequest.ask(group, by=eva).decline(by=group.roles.get().member)
    assert "Open kring" in told(rf, eva)
    hide(group, "Fusieplannen")
    assert "Fusieplannen" not in told(rf, eva)


def test_an_answer_does_not_point_to_a_group_that_hid_itself_afterwards(rf, eva):
    group, other = make_group("Kring", joining="request"), make_group("Anders", joining="request")
    JoinRequest.ask(group, by=eva).redirect(other, by=group.roles.get().member)
    assert "Anders" in told(rf, eva)
    hide(other, "Fusieplannen")
    assert "Fusieplannen" not in told(rf, eva)


def test_who_is_asked_into_a_hidden_group_finds_the_way_in_on_their_first_page(client, eva):
    group = make_group("Fusieplannen", visibility=Group.Visibility.HIDDEN, joining="invitation")
    asked = GroupInvitation.to_member(eva, group, by=group.roles.get().member)
    client.force_login(eva)
    way = asked.invitation.get_absolute_url()
    assert f'href="{way}"' in client.get("/").text
    assert "Fusieplannen" in client.get(way).text
    client.post(way)
    assert group.has(eva)


def test_who_came_in_another_way_waits_for_no_answer(eva):
    group = make_group(joining="request")
    carla = group.roles.get().member
    asked = JoinRequest.ask(group, by=eva)
    GroupInvitation.to_member(eva, group, by=carla).accept()
    asked.refresh_from_db()
    assert (group.requests.waiting().count(), asked.state) == (0, JoinRequest.State.WITHDRAWN)


def test_a_refused_answer_keeps_who_was_ticked_and_what_was_typed(client, eva):
    group = make_group("Kring", joining="request")
    asked = JoinRequest.ask(group, by=eva)
    other = JoinRequest.ask(group, by=make_member("Daan"))
    client.force_login(group.roles.get().member)
    answer = {"request": [asked.pk], "answer": "redirect", "message": "Daar past het beter."}
    page = client.post(f"/groups/{group.slug}/requests/", answer)
    assert page.status_code == 422
    assert f'value="{asked.pk}" checked' in page.text
    assert f'value="{other.pk}" checked' not in page.text
    assert "Daar past het beter." in page.text
