from __future__ import annotations

import pytest

from zwerm.activity.models import Entry
from zwerm.discussions import moves
from zwerm.discussions.models import Closure, Mention, Redirect, Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.samples import make_group
from zwerm.members.models import Block
from zwerm.members.samples import make_member

pytestmark = pytest.mark.django_db


def test_a_topic_starts_with_its_first_post_and_one_line_in_the_log():
    carla = make_member("Carla")
    topic = make_topic(by=carla, body="Wie *weet* raad?")
    assert topic.posts.get().html == "<p>Wie <em>weet</em> raad?</p>\n"
    assert topic.excerpt == "Wie weet raad?"
    assert Entry.objects.filter(verb="topic.started").values_list("actor", "subject_id", "place_id").get() == (
        carla.pk,
        topic.pk,
        topic.group_id,
    )


def test_replies_get_the_next_number_and_a_new_version_of_the_body():
    topic, daan = make_topic(), make_member("Daan")
    before = topic.version
    assert [make_reply(topic, by=daan).number for _ in range(3)] == [2, 3, 4]
    topic.refresh_from_db()
    assert (topic.last_number, topic.last_post.number, topic.version) == (4, 4, before + 3)


def test_somebody_who_keeps_the_author_away_is_not_reached_by_a_mention():
    eva, daan, carla = make_member("Eva"), make_member("Daan"), make_member("Carla")
    Block.put_up(by=eva, against=carla)
    topic = make_topic(by=carla, body="Wat vinden @eva en @daan?")
    assert list(Mention.objects.values_list("member", flat=True)) == [daan.pk]
    assert Entry.objects.get(verb="topic.started").data["mentions"] == [daan.pk]
    assert topic.posts.get().html.count('class="mention"') == 2


def test_editing_keeps_the_earlier_words():
    topic = make_topic(body="Eerst dit.")
    post = topic.posts.get()
    post.edit("Nu dat.", by=topic.author)
    assert (post.html, post.revisions.get().body) == ("<p>Nu dat.</p>\n", "Eerst dit.")


def test_removing_the_first_post_takes_the_topic_from_the_lists_and_restoring_brings_it_back():
    topic = make_topic()
    post = topic.posts.get()
    post.remove(by=topic.author)
    assert list(Topic.objects.standing()) == []
    topic.posts.get().restore(by=topic.author)
    assert list(Topic.objects.standing()) == [topic]


def test_merging_keeps_every_post_and_the_old_address():
    bram = make_member("Bram")
    group = make_group(owner=bram)
    one, other = make_topic(group=group, by=bram), make_topic("Dezelfde vraag", group=group, by=bram)
    make_reply(other, by=bram)
    old = other.pk
    moves.merge(other, one, by=bram)
    assert [post.number for post in one.posts.order_by("number")] == [1, 2, 3]
    assert Redirect.objects.get(old_id=old).topic == one
    one.refresh_from_db()
    assert (one.last_number, one.last_post.number) == (3, 3)


def test_splitting_gives_the_replies_a_topic_of_their_own():
    bram = make_member("Bram")
    topic = make_topic(by=bram)
    replies = [make_reply(topic, by=bram, body=f"Reactie {number}") for number in range(3)]
    new = moves.split(topic, replies[1:], "Iets anders", by=bram)
    assert [post.body for post in new.posts.order_by("number")] == ["Reactie 1", "Reactie 2"]
    topic.refresh_from_db()
    assert topic.last_post == replies[0]
    with pytest.raises(ValueError, match="only replies"):
        moves.split(topic, [topic.posts.get(number=1)], "Nee", by=bram)


def test_a_closed_topic_opens_again():
    topic = make_topic()
    closure = Closure.close(topic, by=topic.author)
    assert Topic.objects.get(pk=topic.pk).is_closed
    closure.lift(by=topic.author)
    assert not Topic.objects.get(pk=topic.pk).is_closed
