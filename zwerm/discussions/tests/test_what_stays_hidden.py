"""What somebody may not see does not come to them by a side door: a way in, a context, a first line, a mark."""

from __future__ import annotations

import pytest

from zwerm.discussions import moves
from zwerm.discussions.models import Reading, Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.discussions.tests.conftest import signed_in
from zwerm.groups.samples import make_group
from zwerm.members.models import Block

pytestmark = pytest.mark.django_db


def test_the_way_to_a_conversation_does_not_name_a_hidden_group_above_it(cast):
    secret = make_group("Fusieplannen", owner=cast.eva, visibility="hidden")
    below = make_group("Werkgroep", owner=cast.eva, members=(cast.daan,), parent=secret, visibility="hidden")
    topic = make_topic(group=below, by=cast.eva)
    for address in (topic.get_absolute_url(), f"/groups/{below.slug}/topics/"):
        assert "Fusieplannen" in signed_in(cast.eva).get(address).text
        assert "Fusieplannen" not in signed_in(cast.daan).get(address).text


def test_a_reply_does_not_repeat_words_that_moved_to_where_its_readers_cannot_come(cast, topic):
    other = make_reply(topic, by=cast.daan, body="Ook dit.")
    asked = make_reply(topic, by=cast.daan, body="Mijn leidinggevende drinkt.")
    make_reply(topic, by=cast.carla, body="Dat hoort hier niet.", to=asked)
    own = moves.split(topic, [other, asked], "Apart", by=cast.bram)
    secret = make_group("Besloten", owner=cast.bram, visibility="hidden")
    moves.move(own, secret, "discussions", by=cast.bram)
    page = signed_in(cast.eva).get(topic.get_absolute_url()).text
    assert "Dat hoort hier niet." in page
    assert "drinkt" not in page


def test_a_removed_reply_is_not_split_off_into_a_first_line(cast, topic):
    reply = make_reply(topic, by=cast.daan, body="Scheldwoorden.")
    reply.remove(by=cast.bram)
    form = {"title": "Apart", "posts": [reply.pk]}
    assert signed_in(cast.bram).post(f"/topics/{topic.pk}/split/", form).status_code == 422
    assert Topic.objects.count() == 1


def test_the_mark_where_i_was_does_not_unfold_somebody_i_keep_away(cast, topic):
    make_reply(topic, by=cast.carla)
    make_reply(topic, by=cast.eva, body="Dring, dring.")
    Block.put_up(by=cast.daan, against=cast.eva)
    Reading.reach(cast.daan, topic, 2)
    page = signed_in(cast.daan).get(topic.get_absolute_url()).text
    assert "You were here" in page
    assert "A post by somebody you keep away" in page


def test_thanks_of_somebody_i_keep_away_do_not_reach_me(cast, topic):
    reply = make_reply(topic, by=cast.daan)
    Block.put_up(by=cast.daan, against=cast.carla)
    carla = signed_in(cast.carla)
    assert f"/posts/{reply.pk}/thanks/" not in carla.get(topic.get_absolute_url()).text
    assert carla.post(f"/posts/{reply.pk}/thanks/").status_code == 403
    assert not cast.daan.reactions_received.exists()


def test_a_page_number_that_no_topic_has_is_not_found(cast, topic):
    for page in ("2", "000000001" + "9" * 20, "9" * 5000):
        assert signed_in(cast.daan).get(f"{topic.get_absolute_url()}?page={page}").status_code == 404
