"""The page of a conversation as a shell: the same as the page that is rendered, and nobody finds what is somebody else's."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import cycle
from types import SimpleNamespace

import pytest

from zwerm.core.bodies import KEY
from zwerm.discussions.models import Closure, Pin, Topic, Watch
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.discussions.tests.conftest import signed_in
from zwerm.groups.samples import make_group
from zwerm.members.models import Block, Member

pytestmark = pytest.mark.django_db
_token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture
def talk(cast: SimpleNamespace, topic: Topic) -> Topic:
    """Carla asked; Daan and Eva answered, and Daan thanked Eva."""
    cast.group.let_in(cast.eva)
    make_reply(topic, by=cast.daan)
    make_reply(topic, by=cast.eva).thank("helped", by=cast.daan)
    return topic


def page(reader: Member, topic: Topic, *, rendered: bool = False) -> str:
    client = signed_in(reader)
    if rendered:
        client.cookies["messages"] = "nothing"  # perhaps something to say: the page is rendered in the common way
    return _token.sub("", client.get(topic.get_absolute_url()).text)


def mine(page: str) -> tuple[int, int]:
    """How many posts somebody may change, and how many of their buttons are pressed."""
    return len(re.findall(r"/posts/\d+/source/", page)), page.count('aria-pressed="true"')


def test_a_page_in_a_shell_is_the_page_that_is_rendered(cast: SimpleNamespace, talk: Topic) -> None:
    Block.put_up(by=cast.bram, against=cast.daan)
    for reader in (cast.carla, cast.daan, cast.eva, cast.bram):
        page(reader, talk)  # reads on
        assert page(reader, talk) == page(reader, talk, rendered=True), reader


#: What happens to a conversation, so that its page has another form.
HAPPENED: dict[str, Callable[[SimpleNamespace, Topic], object]] = {
    "nothing": lambda cast, topic: None,
    "closed": lambda cast, topic: Closure.close(topic, by=cast.carla),
    "pinned": lambda cast, topic: Pin.put(topic, by=cast.carla),
    "solved": lambda cast, topic: topic.mark_solution(topic.posts.get(number=2), by=cast.carla),
    "muted": lambda cast, topic: Watch.choose(topic, "mute", by=cast.daan),
    "long": lambda cast, topic: [make_reply(topic, by=cast.daan, body=f"Reply {number}.") for number in range(22)],
}


@pytest.mark.parametrize(("happened", "visibility"), list(zip(HAPPENED, cycle(["hidden", "public", "members"]))))
def test_a_second_conversation_fills_the_form_of_the_first(
    cast: SimpleNamespace, topic: Topic, happened: str, visibility: str
) -> None:
    group = make_group('Ja & <b>"nee"</b>', owner=cast.carla, members=(cast.daan,), visibility=visibility)
    other = make_topic("Is <i>dit</i> 'goed' & \"wel\"?", group=group, by=cast.daan)
    third = make_topic("Een ander", group=group, by=cast.carla)
    for one in (other, third):
        make_reply(one, by=cast.daan)
        HAPPENED[happened](cast, one)
    for one in (other, third, topic):
        for reader in (cast.carla, cast.daan):
            if reader == cast.daan or one != topic:
                page(reader, one)  # reads on
                assert page(reader, one) == page(reader, one, rendered=True), (reader, one)
                assert str(KEY) not in page(reader, one)


def test_each_finds_their_own_whoever_came_before(cast: SimpleNamespace, talk: Topic) -> None:
    for _ in range(2):
        found = [mine(page(reader, talk)) for reader in (cast.carla, cast.daan, cast.eva, cast.bram)]
        assert found == [(1, 0), (1, 1), (1, 0), (0, 0)]


def test_what_becomes_mine_is_another_page(cast: SimpleNamespace, talk: Topic) -> None:
    client = signed_in(cast.bram)
    address = talk.get_absolute_url()
    client.get(address)
    known = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": known}).status_code == 304

    Block.put_up(by=cast.bram, against=cast.daan)

    assert client.get(address, headers={"if-none-match": known}).status_code == 200


def test_a_member_s_forms_take_the_token_of_their_page(cast: SimpleNamespace, talk: Topic) -> None:
    tokens = re.findall(
        r'name="csrfmiddlewaretoken" value="(\w+)"', signed_in(cast.daan).get(talk.get_absolute_url()).text
    )
    assert len(tokens) > 1
    assert len(set(tokens)) == 1
