from __future__ import annotations

import pytest
from django.test import Client
from django.utils.html import strip_tags
from django.utils.translation import override

from zwerm.discussions import shown
from zwerm.discussions.models import Post
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.discussions.shown import Shown
from zwerm.discussions.templatetags.conversation import thanked
from zwerm.groups import keepers
from zwerm.groups.models import GroupRole
from zwerm.groups.samples import make_group
from zwerm.members.samples import make_member
from zwerm.reactions.models import Giver

pytestmark = pytest.mark.django_db


def test_two_posts_of_one_form_say_each_their_own_words():
    carla, daan = make_member("Carla"), make_member("Daan")
    topic = make_topic(by=carla, group=make_group(owner=carla, visibility="public"))
    for who, words in ((carla, "Het eerste antwoord"), (daan, "Het tweede antwoord")):
        make_reply(topic, by=who, body=words)
    page = Client().get(topic.get_absolute_url()).text
    first, second = page.split('id="post-2"')[1].split('id="post-3"')
    assert "Het eerste antwoord" in first
    assert 'aria-label="Carla"' in first
    assert "Het tweede antwoord" in second
    assert 'aria-label="Daan"' in second


def test_a_name_is_never_markup_wherever_a_post_says_it():
    sly = make_member('<b>"Sly" <!--hole deeds:1-->', email="sly@example.org")
    topic = make_topic(by=sly, group=make_group(owner=sly, visibility="public"))
    first = make_reply(topic, by=sly)
    make_reply(topic, by=make_member("Daan"), to=first)
    page = Client().get(topic.get_absolute_url()).text
    assert "&lt;b&gt;&quot;Sly&quot; &lt;!--hole" in page
    assert '<b>"Sly"' not in page
    assert "<!--hole" not in page


def test_a_row_says_of_a_post_what_its_record_says():
    carla, daan = make_member("Carla"), make_member("Daan")
    topic = make_topic(by=carla, group=make_group(owner=carla, visibility="public"))
    asked = make_reply(topic, by=carla)
    answer = make_reply(topic, by=daan, to=asked)
    asked.remove(by=carla, reason="Dubbel")
    rows = shown.between(topic.pk, 1, 21)
    assert rows == [Shown.of(post) for post in Post.objects.order_by("number")]
    assert [row.reason for row in rows] == [None, "Dubbel", None]
    assert (rows[2].pk, rows[2].answered, rows[2].answered_reason) == (answer.pk, asked.pk, "Dubbel")


def test_who_leads_a_group_and_moderates_it_too_is_shown_as_who_leads_it():
    carla, daan = make_member("Carla"), make_member("Daan")
    group = make_group(owner=carla, visibility="public")
    for who in (carla, daan):
        GroupRole.give(group, who, "moderator", by=carla)
    group.refresh_from_db()
    assert keepers.roles(group) == {carla.pk: "owner", daan.pk: "moderator"}


@pytest.mark.parametrize(
    ("language", "many", "said"),
    [
        ("en", 1, "Anna thanked Carla."),
        ("en", 2, "Anna and Daan thanked Carla."),
        ("nl", 1, "Anna bedankte Carla."),
        ("nl", 2, "Anna en Daan bedankten Carla."),
        ("nl", 4, "Anna, Daan, Eva en anderen bedankten Carla."),
    ],
)
def test_who_thanked_is_said_in_a_sentence(language, many, said):
    givers = [Giver(name, name.lower()) for name in ("Anna", "Daan", "Eva", "Bram")]
    with override(language):
        assert strip_tags(thanked({"thanks": givers[:many]}, "Carla")) == said
