from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.models import GroupInvitation, GroupRole, JoinRequest
from zwerm.groups.samples import make_group, make_moderator
from zwerm.members.samples import make_community, make_member
from zwerm.moderation.samples import make_decision, make_report

pytestmark = pytest.mark.django_db
_token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def daan(client):
    make_community()
    member = make_member("Daan")
    client.force_login(member)
    return member


def home(client):
    answer = client.get("/", headers={"Accept-Language": "en"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_stranger_reads_what_this_place_is_for_and_open_conversations(client):
    make_community(joining="open", welcome="Kom erbij.")
    make_topic("Wie leest mee?", group=make_group(visibility="public"))
    make_topic("Onder ons", group=make_group())
    shown = home(client)
    assert "Leren door je te verbinden en ervaringen uit te wisselen." in shown
    assert "Kom erbij." in shown
    assert "/account/signup/" in shown
    assert ("Wie leest mee?" in shown, "Onder ons" in shown) == (True, False)


def test_a_community_by_invitation_offers_no_sign_up(client):
    make_community(joining="invitation")
    shown = home(client)
    assert "/account/signup/" not in shown
    assert "New members come by invitation" in shown


def test_a_member_sees_who_is_new_with_what_they_can_help_with(client, daan):
    make_member("Samira", helps_with="Roosters maken met een team.")
    make_member("Stil", helps_with="Niets zeggen.", field_audiences={"helps_with": "me"})
    shown = home(client)
    assert "Roosters maken met een team." in shown
    assert ("Stil" in shown, "Niets zeggen." in shown) == (True, False)


def test_what_waits_for_me_stands_on_my_first_page(client, daan):
    eva, carla = make_member("Eva"), make_member("Carla")
    GroupInvitation.to_member(daan, make_group("Freelance Noord", owner=eva), by=eva, note="We missen je.")
    led = make_group("Leren", owner=daan, joining="request")
    GroupRole.objects.filter(member=daan).update(until=timezone.now() - timedelta(days=3))
    JoinRequest.ask(led, by=carla)
    JoinRequest.ask(led, by=eva)
    JoinRequest.ask(make_group("Vol"), by=daan).decline(by=eva, answer="Volgend jaar weer.")
    shown = home(client)
    for line in (
        "Eva asks you to join Freelance Noord",
        "We missen je.",
        "2 people ask to join Leren",
        "Your term in Leren has passed",
        "Vol did not let you in this time",
        "Volgend jaar weer.",
    ):
        assert line in shown


def test_who_was_asked_to_lead_is_told_and_can_lay_it_down(client, daan):
    carla = make_member("Carla")
    role = GroupRole.give(make_group("Leren", owner=carla), daan, "owner", by=carla)
    assert "Carla asked you to lead Leren" in home(client)
    client.post(f"/groups/leren/roles/{role.pk}/", {"_method": "DELETE"})
    assert "Carla asked you to lead Leren" not in home(client)


def test_who_was_put_out_of_a_group_reads_the_reason(client, daan):
    group = make_group("Leren")
    group.let_in(daan).remove(by=make_moderator(group), reason="Alleen reclame.")
    shown = home(client)
    assert "You are no longer in Leren" in shown
    assert "Alleen reclame." in shown


def test_nothing_waits_and_nothing_is_said_of_it(client, daan):
    assert "Waiting for you" not in home(client)


@pytest.mark.parametrize("number", [1, 30])
def test_home_costs_the_same_however_much_waits(client, daan, number, django_assert_num_queries):
    eva = make_member("Eva")
    for _ in range(number):
        group = make_group(joining="request")
        GroupInvitation.to_member(daan, group, by=eva)
        kept = make_group(joining="request")
        GroupRole.give(kept, daan, "moderator", by=None)
        JoinRequest.ask(kept, by=make_member())
        make_moderator(kept, "Bram" if number == 1 else f"Bram {kept.pk}")
    home(client)
    with django_assert_num_queries(9):
        home(client)


def test_home_costs_two_queries_while_nothing_happens(client, daan, django_assert_num_queries):
    topic = make_topic("Vraag", group=make_group(members=(daan,)), by=make_member("Carla"), kind="question")
    topic.mark_solution(make_reply(topic, by=make_member("Bram")), by=topic.author)
    home(client)
    with django_assert_num_queries(2):
        shown = home(client)
    assert [heading in shown for heading in ("New for me", "Solved lately", "New here")] == [True] * 3


#: What comes to somebody after they looked at their first page and nothing waited there.
COMES = {
    "invitation": lambda daan, eva, group: GroupInvitation.to_member(daan, group, by=eva),
    "role": lambda daan, eva, group: GroupRole.give(group, daan, "owner", by=eva),
    "answer": lambda daan, eva, group: JoinRequest.ask(group, by=daan).decline(by=eva, answer="Later."),
    "removal": lambda daan, eva, group: group.let_in(daan).remove(by=make_moderator(group), reason="Reclame."),
    "decision": lambda daan, eva, group: make_decision(
        make_report(make_topic(group=group, by=daan).posts.get(), by=eva).case, "warn", by=make_moderator(group)
    ),
}


@pytest.mark.parametrize("comes", COMES)
def test_what_comes_while_nothing_waited_stands_on_the_next_first_page(client, daan, comes):
    eva = make_member("Eva")
    group = make_group("Leren", owner=eva)
    assert "Waiting for you" not in home(client)
    COMES[comes](daan, eva, group)
    shown = home(client)
    assert "Waiting for you" in shown
    client.cookies["messages"] = "nothing"  # perhaps something to say: the page is rendered in the common way
    assert _token.sub("", home(client)) == _token.sub("", shown)


def test_where_there_are_no_groups_yet_the_first_one_is_offered(client, daan):
    assert "There are no groups yet" in home(client)
    assert 'href="/groups/new/"' in home(client)


def test_who_is_in_no_group_yet_is_led_to_the_groups(client, daan):
    make_group()
    assert "Choose your first group" in home(client)
    make_group(members=(daan,))
    assert "Choose your first group" not in home(client)
