from __future__ import annotations

import pytest

from zwerm.groups.models import GroupInvitation, GroupRole, JoinRequest
from zwerm.groups.samples import make_group, make_moderator
from zwerm.members.models import Community, Invitation
from zwerm.members.samples import make_administrator, make_community, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    make_community()
    return make_group("Leren", owner=make_member("Carla"), members=(make_member("Daan"),), joining="request")


@pytest.fixture
def bram(group):
    return make_moderator(group)


@pytest.fixture
def carla(group):
    return group.roles.filter(kind="owner").get().member


def as_(client, member):
    client.force_login(member)
    return client


def page(client, address):
    answer = client.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return answer.content.decode()


def ask(group, number):
    return [JoinRequest.ask(group, by=make_member(), message="Graag.") for _ in range(number)]


def test_requests_are_answered_by_who_moderates_and_by_nobody_else(client, group, bram):
    one, two = ask(group, 2)
    assert as_(client, make_member("Eva")).get("/groups/leren/requests/").status_code == 403
    assert client.post("/groups/leren/requests/", {"answer": "accept", "request": one.pk}).status_code == 403
    assert "2 people ask to be in Leren." in page(as_(client, bram), "/groups/leren/requests/")
    client.post(f"/groups/leren/requests/?only={one.pk}", {"answer": "accept", "request": two.pk, "message": "Welkom."})
    assert list(JoinRequest.objects.order_by("pk").values_list("state", "answer")) == [
        ("accepted", "Welkom."),
        ("waiting", ""),
    ]


def test_two_hundred_requests_are_answered_at_once(client, group, bram):
    ask(group, 60)
    as_(client, bram).post("/groups/leren/requests/", {"answer": "decline", "everyone": "on", "message": "Vol."})
    assert JoinRequest.objects.filter(state="declined", answer="Vol.", answered_by=bram).count() == 60


def test_requests_are_pointed_to_another_group_that_the_asker_can_see(client, group, bram):
    (one,) = ask(group, 1)
    make_group("Geheim", owner=bram, visibility="hidden")
    make_group("Beter passend", joining="request")
    as_(client, bram)
    for to in ("", "geheim", "leren"):
        answer = client.post("/groups/leren/requests/", {"answer": "redirect", "request": one.pk, "to": to})
        assert answer.status_code == 422
    client.post("/groups/leren/requests/", {"answer": "redirect", "request": one.pk, "to": "beter-passend"})
    assert JoinRequest.objects.get().redirected_to.slug == "beter-passend"


def test_answering_nobody_says_so(client, group, bram):
    ask(group, 1)
    assert as_(client, bram).post("/groups/leren/requests/", {"answer": "accept"}).status_code == 422


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_requests_costs_the_same_however_many(client, group, bram, number, django_assert_num_queries):
    ask(group, number)
    as_(client, bram)
    page(client, "/groups/leren/requests/")
    with django_assert_num_queries(6):
        page(client, "/groups/leren/requests/")


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_people_costs_the_same_however_many(client, group, bram, number, django_assert_num_queries):
    for _ in range(number):
        group.let_in(make_member())
    as_(client, bram)
    page(client, "/groups/leren/people/")
    with django_assert_num_queries(7):
        page(client, "/groups/leren/people/")


def test_people_are_found_by_name_and_who_shows_themselves_to_nobody_is_not_listed(client, group):
    group.let_in(make_member("Eva Jansen"))
    group.let_in(make_member("Evert", audience="me"))
    shown = page(as_(client, make_member("Fien")), "/groups/leren/people/?q=ev")
    assert ("Eva Jansen" in shown, "Evert" in shown, "Carla</a>" in shown) == (True, False, False)


def test_a_stranger_does_not_read_who_is_in_a_public_group(client, group):
    group.change(by=make_member(), visibility="public")
    assert client.get("/groups/leren/people/").status_code == 302


def test_a_moderator_puts_somebody_out_with_a_reason_and_no_owner(client, group, bram, carla):
    as_(client, bram)
    assert "What is the reason?" in page(client, "/groups/leren/people/daan/")
    assert client.post("/groups/leren/people/daan/", {"_method": "DELETE"}).status_code == 422
    assert client.post("/groups/leren/people/carla/", {"_method": "DELETE", "reason": "Nee"}).status_code == 403
    assert client.post("/groups/leren/people/daan/", {"_method": "DELETE", "reason": "Reclame"}).status_code == 302
    assert set(group.memberships.values_list("member__name", flat=True)) == {"Bram", "Carla"}


def test_a_member_puts_nobody_out(client, group):
    daan = group.memberships.get(member__name="Daan").member
    assert as_(client, daan).get("/groups/leren/people/carla/").status_code == 403


def test_the_last_owner_is_not_put_out_even_by_an_administrator(client, group):
    answer = as_(client, make_administrator("Anja")).post(
        "/groups/leren/people/carla/", {"_method": "DELETE", "reason": "Nee"}
    )
    assert answer.status_code == 403


def test_an_owner_asks_somebody_to_moderate_for_a_term_and_ends_it(client, group, carla):
    as_(client, carla)
    client.post("/groups/leren/roles/", {"member": "daan", "kind": "moderator", "days": "180"})
    role = GroupRole.objects.at().get(kind="moderator")
    assert (role.member.name, role.given_by, role.until is None) == ("Daan", carla, False)
    client.post(f"/groups/leren/roles/{role.pk}/", {"_method": "DELETE"})
    assert not GroupRole.objects.at().filter(kind="moderator").exists()


def test_only_owners_give_roles_and_nobody_ends_the_last_owners(client, group, bram, carla):
    last = group.roles.get(kind="owner")
    as_(client, bram)
    assert client.post("/groups/leren/roles/", {"member": "daan", "kind": "owner", "days": "180"}).status_code == 403
    assert client.post(f"/groups/leren/roles/{last.pk}/", {"_method": "DELETE"}).status_code == 403
    assert as_(client, carla).post(f"/groups/leren/roles/{last.pk}/", {"_method": "DELETE"}).status_code == 403


def test_a_moderator_lays_down_their_own_role(client, group, bram):
    role = group.roles.get(member=bram)
    assert as_(client, bram).post(f"/groups/leren/roles/{role.pk}/", {"_method": "DELETE"}).status_code == 302
    assert group.has(bram)


def test_a_moderator_asks_a_member_of_the_community_in(client, group, bram):
    make_member("Eva")
    as_(client, bram).post("/groups/leren/invitations/", {"member": "@eva", "note": "Jij weet dit."})
    assert GroupInvitation.objects.open().get().member.name == "Eva"
    assert "Eva" in page(client, "/groups/leren/invitations/")


def test_an_outsider_asks_nobody_in(client, group):
    as_(client, make_member("Fien"))
    assert client.get("/groups/leren/invitations/").status_code == 403
    assert client.post("/groups/leren/invitations/", {"member": "carla"}).status_code == 403


def test_people_from_outside_are_mailed_after_a_look_and_come_into_the_group(client, group, bram):
    as_(client, bram)
    pasted = {"addresses": "Eva <eva@example.com>, carla@example.org", "note": "Kom erbij.", "language": "nl"}
    looked = client.post("/groups/leren/invitations/preview/", pasted).content.decode()
    assert "eva@example.com" in looked
    assert not Invitation.objects.exists()
    client.post("/groups/leren/invitations/mails/", pasted)
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.invited_by, invitation.note) == ("eva@example.com", bram, "Kom erbij.")
    eva = make_member("Eva", email="eva@example.com")
    invitation.accept(eva)
    assert group.has(eva)


def test_a_link_to_hand_out_opens_the_group_and_says_which(client, group, bram):
    as_(client, bram).post("/groups/leren/invitations/links/", {"note": "Tot dan."})
    invitation = Invitation.objects.get()
    assert invitation.get_absolute_url() in page(client, "/groups/leren/invitations/")
    client.logout()
    assert "You come into the group Leren." in page(client, invitation.get_absolute_url())


def test_where_administrators_invite_nobody_else_mails_from_a_group(
    client, group, bram, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        Community.current().change(by=bram, members_invite=False)
    as_(client, bram)
    pasted = {"addresses": "eva@example.com", "language": "nl"}
    for noun in ("preview", "mails", "links"):
        assert client.post(f"/groups/leren/invitations/{noun}/", pasted).status_code == 403
    assert "By a link" not in page(client, "/groups/leren/invitations/")


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_invitations_costs_the_same_however_many(client, group, bram, number, django_assert_num_queries):
    for _ in range(number):
        GroupInvitation.to_member(make_member(), group, by=bram)
    as_(client, bram)
    page(client, "/groups/leren/invitations/")
    with django_assert_num_queries(7):
        page(client, "/groups/leren/invitations/")


@pytest.mark.parametrize("happened", ["the group hid itself", "who made it is out"])
def test_a_link_opens_a_group_only_while_who_made_it_may_bring_people_in(client, happened):
    make_community()
    daan, carla = make_member("Daan"), make_member("Carla")
    group = make_group("Samen", owner=carla, members=(daan,), joining="open")
    invitation = GroupInvitation.by_link(group, by=daan)
    if happened == "the group hid itself":
        group.change(by=carla, visibility="hidden", joining="invitation")
    else:
        group.memberships.get(member=daan).remove(by=carla, reason="Ronselt.")
    assert "Samen" not in page(client, invitation.get_absolute_url())
    eva = make_member("Eva")
    as_(client, eva).post(invitation.get_absolute_url())
    assert not group.has(eva)
