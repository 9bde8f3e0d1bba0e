from __future__ import annotations

import pytest

from zwerm.activity.models import Entry
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.models import Group
from zwerm.groups.samples import make_group
from zwerm.members.models import Member
from zwerm.members.samples import make_member
from zwerm.privacy.moving import move
from zwerm.reactions.models import Reaction

pytestmark = pytest.mark.django_db


@pytest.fixture
def old():
    return make_member("Carla van vroeger", standing=Member.Standing.PLACEHOLDER)


@pytest.fixture
def carla():
    return make_member("Carla")


def test_words_and_places_become_the_others(old, carla):
    group = make_group(members=(old,))
    topic = make_topic(group=group, by=old)
    move(old, carla)
    topic.refresh_from_db()
    assert topic.author == carla
    assert group.has(carla)
    assert not group.has(old)
    assert not Entry.objects.filter(actor=old).exists()


def test_a_row_that_would_clash_gives_way_to_the_one_that_is_there(old, carla):
    group = make_group(members=(old, carla))
    move(old, carla)
    assert group.memberships.filter(member=carla).count() == 1
    assert not group.has(old)
    assert Group.objects.get(pk=group.pk).member_count == group.memberships.count()


def test_thanks_between_the_two_are_dropped(old, carla):
    topic = make_topic(group=make_group(members=(old, carla)), by=old)
    post = make_reply(topic, by=old)
    Reaction.give("thanks", subject=post, giver=carla, receiver=old, place=topic.group)
    move(old, carla)
    assert not Reaction.objects.exists()


def test_nothing_is_moved_when_one_room_fails(old, carla, monkeypatch):
    group = make_group(members=(old,))
    monkeypatch.setattr("zwerm.core.personal._after_moving", {"broken": lambda one, other: 1 / 0})
    with pytest.raises(ZeroDivisionError):
        move(old, carla)
    assert group.has(old)
