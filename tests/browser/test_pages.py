"""The pages of the house before somebody who sees them for the first time: no barrier, no sideways move, on any screen."""

from collections.abc import Callable

import pytest

from tests.browser.looking import barriers
from tests.browser.visitor import Visitor
from zwerm.discussions.models import Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.samples import make_group
from zwerm.members.models import Member
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def daan() -> Member:
    return make_member("Daan")


@pytest.fixture
def topic(daan: Member) -> Topic:
    """A question that Bram answered, in a group that Carla leads and Daan is in."""
    carla = make_member("Carla")
    make_community(first=carla)
    group = make_group("Intervisie", owner=carla, members=(daan,))
    topic = make_topic(group=group, by=carla, kind=Topic.Kind.QUESTION)
    make_reply(topic, by=make_member("Bram"))
    return topic


def well_made(visitor: Visitor, name: str) -> None:
    """Take its pictures, and hold it against what every page owes its reader."""
    visitor.picture(name)

    found = list(barriers(visitor.page))
    assert not found, "\n\n".join(found)
    assert not visitor.scrolls_sideways()


def test_signing_in(visitor: Callable[..., Visitor], topic: Topic) -> None:
    stranger = visitor()
    stranger.open("/account/login/")
    well_made(stranger, "signing-in")


def test_a_conversation(visitor: Callable[..., Visitor], topic: Topic, daan: Member) -> None:
    reader = visitor(daan)
    page = reader.open(topic.get_absolute_url())
    well_made(reader, "conversation")

    assert page.get_by_role("heading", level=1).inner_text() == topic.title


def test_a_group(visitor: Callable[..., Visitor], topic: Topic, daan: Member) -> None:
    reader = visitor(daan)
    page = reader.open(topic.group.get_absolute_url())
    well_made(reader, "group")

    assert page.get_by_text(topic.group.purpose).first.is_visible()


def test_the_groups(visitor: Callable[..., Visitor], topic: Topic, daan: Member) -> None:
    reader = visitor(daan)
    reader.open("/groups/")
    well_made(reader, "groups")


def test_a_member(visitor: Callable[..., Visitor], topic: Topic, daan: Member) -> None:
    reader = visitor(daan)
    reader.open(daan.get_absolute_url())
    well_made(reader, "member")


def test_writing(visitor: Callable[..., Visitor], topic: Topic, daan: Member) -> None:
    writer = visitor(daan)
    writer.open(f"/groups/{topic.group.slug}/topics/")
    well_made(writer, "writing")


def test_what_is_new(visitor: Callable[..., Visitor], topic: Topic, daan: Member) -> None:
    reader = visitor(daan)
    reader.open("/new/")
    well_made(reader, "new-for-me")
