"""What the tests of the ways out of the house begin with: a conversation of Carla's in a group that Daan is in, and nothing to be told."""

from __future__ import annotations

import pytest

from zwerm.activity.models import Delivery
from zwerm.activity.tests.conftest import elsewhere
from zwerm.discussions.models import Topic
from zwerm.discussions.samples import make_topic
from zwerm.groups.samples import make_group
from zwerm.members.models import Member
from zwerm.members.samples import make_community, make_member
from zwerm.notifications.models import Notice
from zwerm.notifications.samples import tell
from zwerm.notifications.tests.pushing import service

__all__ = ["elsewhere", "service"]


@pytest.fixture
def carla(db: None) -> Member:
    make_community()
    return make_member("Carla", language="nl")


@pytest.fixture
def daan(carla: Member) -> Member:
    return make_member("Daan")


@pytest.fixture
def topic(carla: Member, daan: Member) -> Topic:
    group = make_group("Verzuim", owner=carla, members=(daan,))
    topic = make_topic("Wat werkt?", group=group, by=carla)
    tell()
    Notice.objects.all().delete()
    Delivery.objects.all().delete()
    return topic
