"""The cast of these tests: a group of Carla's, moderated by Bram, with Daan in it; Eva is a member elsewhere."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client

from zwerm.discussions.models import Topic
from zwerm.discussions.samples import make_topic
from zwerm.groups.samples import make_group, make_moderator
from zwerm.members.models import Member
from zwerm.members.samples import make_community, make_member


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    make_community()
    carla, daan, eva = make_member("Carla"), make_member("Daan"), make_member("Eva")
    group = make_group("Leren op het werk", owner=carla, members=(daan,), sections=["discussions", "promotions"])
    elsewhere = make_group("Elders", owner=eva)
    return SimpleNamespace(
        carla=carla, daan=daan, eva=eva, bram=make_moderator(group), group=group, elsewhere=elsewhere
    )


@pytest.fixture
def topic(cast: SimpleNamespace) -> Topic:
    return make_topic(group=cast.group, by=cast.carla, kind=Topic.Kind.QUESTION)


def signed_in(member: Member | None) -> Client:
    """A browser in which `member` is signed in; a stranger's for None."""
    client = Client(headers={"accept-language": "en"})
    if member:
        client.force_login(member)
    return client
