from __future__ import annotations

import pytest
from django.test import Client

from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.samples import make_group
from zwerm.members.samples import make_member

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
