from __future__ import annotations

import pytest

from zwerm.activity import memory, readers
from zwerm.discussions import bodies, freshness, news
from zwerm.discussions.models import Reading, Topic, Watch
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.discussions.tests.conftest import signed_in
from zwerm.groups.samples import make_group
from zwerm.members.models import Block, Community
from zwerm.members.samples import make_member

pytestmark = pytest.mark.django_db
WARM_STRANGER, WARM_MEMBER = 1, 2


def test_a_member_reads_the_words_and_a_stranger_does_not(cast, topic):
    page = signed_in(cast.eva).get(topic.get_absolute_url())
    assert page.status_code == 200
    assert "Bij ons zakt het na een half jaar in." in page.text
    assert signed_in(None).get(topic.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(("joining", "offered"), [("open", True), ("invitation", False)])
def test_a_stranger_may_become_a_member_and_come_back_to_reply(cast, joining, offered):
    Community.objects.update(joining=joining)
    topic = make_topic(group=make_group(visibility="public"))
    page = signed_in(None).get(topic.get_absolute_url()).text
    assert "Sign in to reply" in page
    assert (f"/account/signup/?next={topic.get_absolute_url()}" in page) == offered


def test_an_address_without_its_words_leads_to_the_one_with_them(cast, topic):
    answer = signed_in(cast.daan).get(f"/topics/{topic.pk}/?page=1")
    assert (answer.status_code, answer["Location"]) == (302, f"{topic.get_absolute_url()}?page=1")


def test_the_shared_body_is_the_same_for_everyone_and_holds_nothing_personal(cast, topic):
    make_reply(topic, by=cast.daan)
    topic.refresh_from_db()
    body = bodies.topic_body(topic, 1)
    assert "csrf" not in body.filled()
    assert "formaction" not in body.filled()
    for member in (cast.carla, cast.daan, cast.bram, cast.eva):
        page = signed_in(member).get(topic.get_absolute_url()).text
        for segment in body.segments[::2]:
            assert segment in page


@pytest.mark.parametrize("replies", [0, 19])
def test_a_topic_costs_a_stranger_and_a_member_the_same_queries_however_many_replies(
    cast, replies, django_assert_num_queries
):
    cast.group.change(by=cast.carla, visibility="public")
    topic = make_topic(group=cast.group, by=cast.carla)
    for number in range(replies):
        make_reply(topic, by=cast.daan, body=f"Reactie {number}")
    for member, queries in ((None, WARM_STRANGER), (cast.daan, WARM_MEMBER)):
        client = signed_in(member)
        client.get(topic.get_absolute_url())
        with django_assert_num_queries(queries):
            assert client.get(topic.get_absolute_url()).status_code == 200


def test_a_page_that_did_not_change_is_not_sent_twice(cast, topic):
    client = signed_in(cast.daan)
    client.get(topic.get_absolute_url())
    first = client.get(topic.get_absolute_url())
    again = client.get(topic.get_absolute_url(), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_stranger_gets_the_same_page_made_anew_and_from_memory(cast, topic):
    cast.group.change(by=cast.carla, visibility="public")
    client = signed_in(None)
    made = client.get(topic.get_absolute_url())
    again = client.get(topic.get_absolute_url(), headers={"if-none-match": made["ETag"]})
    assert again.status_code == 200, "now it comes back with the cookie of the forms"
    assert client.get(topic.get_absolute_url(), headers={"if-none-match": again["ETag"]}).status_code == 304
    memory.clear()
    assert client.get(topic.get_absolute_url(), headers={"if-none-match": again["ETag"]}).status_code == 304


def test_twenty_posts_of_four_hundred_characters_stay_under_forty_eight_kilobytes(cast, topic):
    for number in range(19):
        make_reply(topic, by=cast.daan, body=f"Reactie {number}. " + "Wat wij doen is elke maand wisselen. " * 10)
    assert len(signed_in(cast.daan).get(topic.get_absolute_url()).content) < 48_000


def test_a_long_topic_opens_at_any_page_and_refuses_one_that_is_not_there(cast, topic):
    for number in range(45):
        make_reply(topic, by=cast.daan, body=f"Reactie nummer {number + 2}.")
    client = signed_in(cast.eva)
    page = client.get(f"{topic.get_absolute_url()}?page=3").text
    assert "Reactie nummer 41." in page
    assert "Reactie nummer 40." not in page
    for wrong in ("4", "0", "x", "99999999999999999999"):
        assert client.get(f"{topic.get_absolute_url()}?page={wrong}").status_code == 404


def test_a_permalink_leads_to_the_page_on_which_the_post_stands(cast, topic):
    posts = [make_reply(topic, by=cast.daan, body=f"{number}") for number in range(25)]
    answer = signed_in(cast.eva).get(posts[-1].get_absolute_url())
    assert answer["Location"] == f"{topic.get_absolute_url()}?page=2#post-26"


def test_a_reader_is_shown_where_they_were(cast, topic):
    client = signed_in(cast.eva)
    client.get(topic.get_absolute_url())
    post = make_reply(topic, by=cast.daan, body="Dit is nieuw.")
    assert client.get(f"/topics/{topic.pk}/unread/")["Location"] == f"{topic.get_absolute_url()}?page=1#post-2"
    page = client.get(topic.get_absolute_url()).text
    assert page.index("You were here") < page.index("Dit is nieuw.")
    assert "You were here" not in client.get(topic.get_absolute_url()).text
    assert Reading.objects.get(member=cast.eva, topic=topic).number == post.number


def test_new_for_me_has_what_others_said_in_my_groups_and_not_what_i_muted(cast, topic):
    muted = make_topic("Gedempt", group=cast.group, by=cast.carla)
    Watch.choose(muted, Watch.Level.MUTE, by=cast.daan)
    make_topic("Van mijzelf", group=cast.group, by=cast.daan)
    make_topic("Elders", group=cast.elsewhere, by=cast.eva)
    assert list(news.for_member(cast.daan)) == [topic]
    signed_in(cast.daan).get(topic.get_absolute_url())
    assert list(news.for_member(cast.daan)) == []
    make_reply(topic, by=cast.carla)
    assert list(news.for_member(cast.daan)) == [topic]


def test_i_am_up_to_date_in_one_step(cast, topic):
    client = signed_in(cast.daan)
    assert topic.title in client.get("/new/").text
    client.post("/new/")
    assert topic.title not in client.get("/new/").text
    assert signed_in(None).get("/new/").status_code == 302


def test_a_post_of_somebody_i_keep_away_is_folded(cast, topic):
    make_reply(topic, by=cast.daan, body="Dit wil Eva niet lezen.")
    Block.put_up(by=cast.eva, against=cast.daan)
    page = signed_in(cast.eva).get(topic.get_absolute_url()).text
    assert page.index("A post by somebody you keep away") < page.index("Dit wil Eva niet lezen.")
    assert "keep away" not in signed_in(cast.bram).get(topic.get_absolute_url()).text


@pytest.mark.django_db(transaction=True)
def test_who_gets_another_name_has_it_under_earlier_words(cast, topic):
    reader = readers.Reader("fresh bodies", freshness.read, frozenset(freshness.VERBS))
    client = signed_in(cast.eva)
    client.get(topic.get_absolute_url())
    cast.carla.change_profile(name="Carla de Wit")
    readers.catch_up(reader)
    topic.refresh_from_db()
    assert "Carla de Wit" in bodies.topic_body(topic, 1).filled()


def test_a_photo_stands_beside_words_when_everyone_may_see_it(cast, topic):
    cast.carla.change_profile(photo="photos/carla-1.webp")
    topic.touch()
    assert 'src="/members/' in bodies.topic_body(topic, 1).filled()
    cast.carla.change_profile(field_audiences={"photo": "members"})
    topic.touch()
    assert 'src="/members/' not in bodies.topic_body(topic, 1).filled()


def test_a_section_shows_its_conversations_and_can_be_narrowed(cast, topic):
    make_topic("Een verhaal", group=cast.group, by=cast.carla, kind=Topic.Kind.BLOG)
    make_topic("Te koop", group=cast.group, by=cast.carla, section="promotions")
    page = signed_in(cast.eva).get(f"/groups/{cast.group.slug}/talk/discussions/").text
    assert topic.title in page
    assert "Een verhaal" in page
    assert "Te koop" not in page
    assert (
        "Een verhaal" not in signed_in(cast.eva).get(f"/groups/{cast.group.slug}/talk/discussions/?only=question").text
    )


def test_somebody_without_anything_new_is_told_so(cast):
    make_member("Noor")
    assert "You have read everything" in signed_in(cast.eva).get("/new/").text
