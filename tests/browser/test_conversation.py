"""A conversation, as somebody sees it who has never been here."""

from collections.abc import Callable

import pytest

from tests.browser.visitor import Visitor
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_member_reads_a_conversation_on_any_screen(visitor: Callable[..., Visitor]) -> None:
    make_community()
    topic = make_topic(by=make_member("Carla"))
    make_reply(topic, by=make_member("Bram"))
    daan = visitor(make_member("Daan"))

    daan.open(topic.get_absolute_url())
    daan.picture("conversation")

    assert daan.page.get_by_role("heading", level=1).inner_text() == topic.title
    assert daan.barriers() == []
    assert not daan.scrolls_sideways()
