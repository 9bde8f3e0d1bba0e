"""Whom something reaches, as what, and whom not."""

from __future__ import annotations

import pytest

from zwerm.discussions.models import Closure, Reading, Topic, Watch
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.models import Group, JoinRequest
from zwerm.groups.samples import make_group
from zwerm.members.models import Block, Member
from zwerm.members.samples import make_community, make_member
from zwerm.notifications.choices import When
from zwerm.notifications.models import Notice, Pause, Wish
from zwerm.notifications.samples import tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def carla() -> Member:
    make_community()
    return make_member("Carla")


@pytest.fixture
def group(carla: Member, daan: Member) -> Group:
    return make_group("Verzuim", owner=carla, members=(daan,))


@pytest.fixture
def topic(group: Group, carla: Member) -> Topic:
    topic = make_topic("Wat werkt?", group=group, by=carla)
    forget()
    return topic


def forget() -> None:
    """What was told until here does not matter."""
    tell()
    Notice.objects.all().delete()


def told(member: Member) -> list[tuple[str, str]]:
    tell()
    return list(Notice.objects.filter(member=member).order_by("pk").values_list("kind", "when"))


def test_a_reply_is_told_to_whom_it_answers_and_never_to_who_wrote_it(
    topic: Topic, carla: Member, daan: Member
) -> None:
    make_reply(topic, by=daan)

    assert told(carla) == [("reply", "at_once")]
    assert told(daan) == []


def test_a_mention_in_a_reply_to_me_in_what_i_follow_is_one_notice(topic: Topic, carla: Member, daan: Member) -> None:
    Watch.choose(topic, Watch.Level.FOLLOW, by=carla)
    make_reply(topic, by=daan, body="Kijk eens, @carla")

    assert told(carla) == [("mention", "at_once")]


def test_who_is_named_when_words_are_changed_is_told_once(topic: Topic, carla: Member, daan: Member) -> None:
    reply = make_reply(topic, by=daan)
    Reading.reach(carla, topic, reply.number)
    reply.edit("Zie ook @carla", by=daan)
    reply.edit("Zie toch ook @carla", by=daan)

    assert told(carla) == [("mention", "at_once")]


def test_where_the_strongest_kind_is_unwanted_the_next_one_tells(topic: Topic, carla: Member, daan: Member) -> None:
    Wish.choose(carla, None, {"mention": When.NEVER})
    make_reply(topic, by=daan, body="Kijk eens, @carla")

    assert told(carla) == [("reply", "at_once")]


def test_a_group_is_wished_otherwise_than_everywhere(topic: Topic, group: Group, carla: Member, daan: Member) -> None:
    Wish.choose(carla, None, {"reply": When.NEVER})
    Wish.choose(carla, group, {"reply": When.DIGEST})
    make_reply(topic, by=daan)

    assert told(carla) == [("reply", "digest")]


@pytest.mark.parametrize("way", ["group", "topic", "mine", "theirs", "read", "removed"])
def test_nothing_comes_from_what_is_muted_blocked_read_or_gone(
    topic: Topic, carla: Member, daan: Member, way: str
) -> None:
    reply = make_reply(topic, by=daan, body="Zie ook @carla")
    match way:
        case "group":
            Wish.choose(carla, topic.group, {Wish.ALL: When.NEVER})
        case "topic":
            Watch.choose(topic, Watch.Level.MUTE, by=carla)
        case "mine":
            Block.put_up(by=carla, against=daan)
        case "theirs":
            Block.put_up(by=daan, against=carla)
        case "read":
            Reading.reach(carla, topic, reply.number)
        case "removed":
            reply.remove(by=daan)

    assert told(carla) == []


def test_what_somebody_told_me_goes_when_i_block_them_and_what_others_told_me_stays(
    topic: Topic, carla: Member, daan: Member
) -> None:
    make_reply(topic, by=daan)
    make_reply(topic, by=make_member("Eva"))
    assert len(told(carla)) == 2

    Block.put_up(by=carla, against=daan)

    assert len(told(carla)) == 1
    assert not Notice.objects.filter(member=carla, actor=daan).exists()


def test_what_is_undone_is_told_no_longer(topic: Topic, carla: Member, daan: Member) -> None:
    first = topic.posts.get(number=1)
    first.thank("thanks", by=daan)
    assert told(carla) == [("thanks", "digest")]

    first.take_thanks_back("thanks", by=daan)
    assert told(carla) == []


def test_an_announcement_reaches_who_is_in_the_group_and_has_not_left(
    group: Group, carla: Member, daan: Member
) -> None:
    eva = make_member("Eva")
    group.let_in(eva)
    forget()
    make_topic("Morgen dicht", group=group, by=carla, kind="announcement")
    group.memberships.get(member=eva).leave()

    assert told(daan) == [("announcement", "digest")]
    assert told(eva) == told(carla) == []


def test_a_new_conversation_comes_to_who_asked_for_it(group: Group, carla: Member, daan: Member) -> None:
    eva = make_member("Eva")
    group.let_in(eva)
    forget()
    Wish.choose(daan, group, {"new_topic": When.AT_ONCE})
    fleur = make_member("Fleur")
    Wish.choose(fleur, None, {"new_topic": When.AT_ONCE})
    make_topic(group=group, by=carla)

    assert told(daan) == [("new_topic", "at_once")]
    assert told(fleur) == [("welcome", "digest")]  # she is not in the group
    assert told(eva) == []


def test_during_a_pause_what_comes_waits_for_the_digest(topic: Topic, carla: Member, daan: Member) -> None:
    Pause.begin(carla)
    make_reply(topic, by=daan)

    assert told(carla) == [("reply", "digest")]


def test_who_keeps_a_group_hears_who_asks_and_not_after_the_answer(group: Group, carla: Member) -> None:
    group.change(by=carla, joining=Group.Joining.REQUEST)
    eva = make_member("Eva")
    forget()
    request = JoinRequest.ask(group, by=eva)
    assert told(carla) == [("request_waiting", "at_once")]

    request.accept(by=carla)
    assert told(carla) == []
    assert told(eva) == [("request_answered", "at_once")]


def test_what_does_not_concern_anybody_is_told_to_nobody(topic: Topic, carla: Member) -> None:
    Closure.close(topic, by=carla)
    tell()

    assert not Notice.objects.exists()
