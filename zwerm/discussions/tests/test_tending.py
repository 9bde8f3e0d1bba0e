from __future__ import annotations

import pytest

from zwerm.discussions.models import Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.discussions.tests.conftest import signed_in
from zwerm.groups.models import GroupRole

pytestmark = pytest.mark.django_db


def test_a_moderator_moves_an_advert_to_promotions_and_a_member_does_not(cast, topic):
    place = {"_method": "PUT", "group": cast.group.pk, "section": "promotions", "reason": "Dit is reclame."}
    assert signed_in(cast.daan).post(f"/topics/{topic.pk}/place/", place).status_code == 403
    assert signed_in(cast.bram).post(f"/topics/{topic.pk}/place/", place)["Location"] == topic.get_absolute_url()
    assert Topic.objects.get().section == "promotions"


def test_a_section_that_the_group_does_not_have_is_refused_with_a_sentence(cast, topic):
    answer = signed_in(cast.bram).post(
        f"/topics/{topic.pk}/place/", {"_method": "PUT", "group": cast.group.pk, "section": "jobs"}
    )
    assert answer.status_code == 422
    assert "has no section Jobs" in answer.text


@pytest.mark.parametrize(("here", "there"), [("hidden", "hidden"), ("hidden", "members"), ("members", "public")])
def test_words_do_not_move_or_merge_to_where_more_people_read(cast, topic, here, there):
    cast.group.change(by=cast.carla, visibility=here)
    cast.elsewhere.change(by=cast.eva, visibility=there)
    cast.elsewhere.let_in(cast.bram)
    GroupRole.give(cast.elsewhere, cast.bram, GroupRole.Kind.MODERATOR, by=cast.eva)
    other = make_topic("Elders", group=cast.elsewhere, by=cast.eva)
    client = signed_in(cast.bram)
    place = {"_method": "PUT", "group": cast.elsewhere.pk, "section": "discussions"}
    for answer in (
        client.post(f"/topics/{topic.pk}/place/", place),
        client.post(f"/topics/{topic.pk}/merger/", {"into": other.get_absolute_url()}),
    ):
        assert answer.status_code == 422
        assert "Other people would read there" in answer.text
    assert Topic.objects.get(pk=topic.pk).group == cast.group


def test_merging_leads_the_old_address_to_the_new_place(cast, topic):
    other = make_topic("Dezelfde vraag", group=cast.group, by=cast.daan)
    client = signed_in(cast.bram)
    client.post(f"/topics/{other.pk}/merger/", {"into": f"https://example.org{topic.get_absolute_url()}"})
    answer = client.get(f"/topics/{other.pk}/dezelfde-vraag/")
    assert (answer.status_code, answer["Location"]) == (301, topic.get_absolute_url())


@pytest.mark.parametrize("address", ["nergens", "/topics/999999/x/", ""])
def test_merging_into_nothing_is_told(cast, topic, address):
    assert signed_in(cast.bram).post(f"/topics/{topic.pk}/merger/", {"into": address}).status_code == 422


def test_the_address_of_something_else_is_not_taken_for_a_conversation(cast, topic):
    other = make_topic("Dezelfde vraag", group=cast.group, by=cast.daan)
    for address in (f"https://example.org/media/{other.pk}/foto.png", f"/groups/{other.pk}/", f"/topics/x/{other.pk}/"):
        answer = signed_in(cast.bram).post(f"/topics/{topic.pk}/merger/", {"into": address})
        assert answer.status_code == 422, address


def test_merging_into_a_conversation_one_does_not_keep_is_refused(cast, topic):
    other = make_topic("Elders", group=cast.elsewhere, by=cast.eva)
    assert signed_in(cast.bram).post(f"/topics/{topic.pk}/merger/", {"into": f"/topics/{other.pk}/"}).status_code == 403


def test_a_removed_conversation_does_not_come_back_by_way_of_another(cast, topic):
    other = make_topic("Weggehaald", group=cast.group, by=cast.daan)
    make_reply(other, by=cast.eva, body="Dit is ook weg.")
    other.posts.get(number=1).remove(by=cast.bram)
    answer = signed_in(cast.bram).post(f"/topics/{other.pk}/merger/", {"into": topic.get_absolute_url()})
    assert answer.status_code == 403
    assert "Dit is ook weg." not in signed_in(cast.daan).get(topic.get_absolute_url()).text


def test_splitting_takes_the_chosen_replies_along(cast, topic):
    reply = make_reply(topic, by=cast.daan, body="Iets heel anders.")
    client = signed_in(cast.bram)
    assert "Iets heel anders." in client.get(f"/topics/{topic.pk}/split/").text
    client.post(f"/topics/{topic.pk}/split/", {"title": "Iets anders", "posts": [reply.pk]})
    assert Topic.objects.get(title="Iets anders").posts.get().pk == reply.pk
    assert client.post(f"/topics/{topic.pk}/split/", {"title": "Niets"}).status_code == 422


def test_who_started_it_changes_the_title(cast, topic):
    signed_in(cast.carla).post(f"/topics/{topic.pk}/title/", {"_method": "PUT", "title": "Beter gezegd"})
    assert Topic.objects.get().title == "Beter gezegd"
    assert signed_in(cast.daan).get(f"/topics/{topic.pk}/title/").status_code == 403


def test_a_pinned_conversation_stands_on_top(cast, topic):
    make_topic("Nieuwer", group=cast.group, by=cast.carla)
    signed_in(cast.bram).post(f"/topics/{topic.pk}/pin/")
    page = signed_in(cast.eva).get(f"/groups/{cast.group.slug}/talk/discussions/").text
    assert page.index(topic.title) < page.index("Nieuwer")
    signed_in(cast.bram).post(f"/topics/{topic.pk}/pin/", {"_method": "DELETE"})
    page = signed_in(cast.eva).get(f"/groups/{cast.group.slug}/talk/discussions/").text
    assert page.index(topic.title) > page.index("Nieuwer")
