"""What conversations tell in a digest: nothing that is known, nothing twice, and nothing of people whom somebody blocked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from zwerm.discussions import digests
from zwerm.discussions.models import Post, Reading, Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.models import Group
from zwerm.groups.samples import make_group
from zwerm.members.models import Block, Member
from zwerm.members.samples import make_community, make_member
from zwerm.notifications.choices import When
from zwerm.notifications.letters.parts import Part
from zwerm.notifications.models import Wish
from zwerm.notifications.samples import tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def carla() -> Member:
    make_community()
    return make_member("Carla", language="en")


@pytest.fixture
def daan(carla: Member) -> Member:
    return make_member("Daan")


@pytest.fixture
def group(carla: Member, daan: Member) -> Group:
    return make_group("Verzuim", owner=carla, members=(daan, *(make_member(name) for name in ("Eva", "Fleur", "Iris"))))


def told(part: Part | None) -> list[str]:
    return [item.title for item in part.items] if part else []


def new(member: Member) -> list[str]:
    return told(digests.new_talk(member, timezone.now() - timedelta(days=7), timezone.now()))


def solved(member: Member) -> list[str]:
    return told(digests.solved(member, timezone.now() - timedelta(days=7), timezone.now()))


def thanked(member: Member) -> list[tuple[str, str]]:
    part = digests.thanked(member, timezone.now() - timedelta(days=7), timezone.now())
    return [(item.title, item.note) for item in part.items] if part else []


def member(name: str) -> Member:
    found: Member = Member.objects.get(name=name)
    return found


def answered(question: Topic, by: Member) -> Post:
    answer = make_reply(question, by=by)
    question.mark_solution(answer, by=question.author)
    return answer


def test_what_i_read_to_its_end_is_not_new_for_me_and_what_was_said_since_is(
    group: Group, carla: Member, daan: Member
) -> None:
    topic = make_topic("Wat werkt?", group=group, by=daan)
    make_topic("Hoe begin je?", group=group, by=daan)
    Reading.reach(carla, topic, 1)
    assert new(carla) == ["Hoe begin je?"]

    make_reply(topic, by=daan)
    assert new(carla) == ["Wat werkt?", "Hoe begin je?"]


def test_what_i_was_told_of_by_a_notice_is_not_told_again_as_new(group: Group, carla: Member, daan: Member) -> None:
    make_topic("Het nieuwe rooster", group=group, by=carla, kind="announcement")
    make_topic("Wat werkt?", group=group, by=carla)
    tell()

    assert new(daan) == ["Wat werkt?"]


def test_a_question_is_told_as_solved_once_and_not_as_new_beside_it(group: Group, carla: Member, daan: Member) -> None:
    old = make_topic("Waarom?", group=group, by=daan, kind="question", at=timezone.now() - timedelta(days=30))
    answered(old, member("Eva"))
    assert (new(carla), solved(carla)) == ([], ["Waarom?"])

    made = make_topic("Waartoe?", group=group, by=daan, kind="question")
    answered(made, member("Eva"))
    assert (new(carla), solved(carla)) == ([], ["Waartoe?", "Waarom?"])

    later = timezone.now() + timedelta(days=8)
    old.reply(by=daan, body="Nog iets.", at=later)
    assert told(digests.solved(carla, later - timedelta(days=1), later)) == []


def test_of_one_conversation_two_are_named_who_were_thanked_and_the_others_have_room(
    group: Group, carla: Member, daan: Member
) -> None:
    busy, quiet = make_topic("Druk", group=group, by=carla), make_topic("Stil", group=group, by=carla)
    for name in ("Daan", "Eva", "Fleur"):
        post = make_reply(busy, by=member(name))
        for giver in ("Gijs", "Hanna"):
            post.thank("thanks", by=Member.objects.filter(name=giver).first() or make_member(giver))
    make_reply(quiet, by=daan).thank("thanks", by=member("Gijs"))

    assert thanked(member("Iris")) == [
        ("Daan, in “Druk”", "With thanks from Gijs and Hanna"),
        ("Eva, in “Druk”", "With thanks from Gijs and Hanna"),
        ("Daan, in “Stil”", "With thanks from Gijs"),
    ]


def test_nothing_is_told_of_somebody_whom_i_blocked_neither_thanks_nor_answers(
    group: Group, carla: Member, daan: Member
) -> None:
    question = make_topic("Waarom?", group=group, by=daan, kind="question")
    answered(question, member("Eva")).thank("thanks", by=daan)
    make_reply(question, by=daan).thank("thanks", by=member("Eva"))
    assert (solved(carla), len(thanked(carla))) == (["Waarom?"], 2)

    Block.put_up(by=carla, against=member("Eva"))
    assert (solved(carla), thanked(carla)) == ([], [])


@pytest.mark.parametrize("where", ["everywhere", "in the group"])
def test_who_wants_to_hear_nothing_of_new_conversations_hears_nothing_of_them_in_the_digest_either(
    group: Group, carla: Member, daan: Member, where: str
) -> None:
    make_topic("Wat werkt?", group=group, by=daan)
    other = make_group("Leren", owner=carla, members=(daan,))
    make_topic("Hoe leer je?", group=other, by=daan)
    Wish.choose(carla, group if where == "in the group" else None, {"new_topic": When.NEVER})

    assert new(carla) == (["Hoe leer je?"] if where == "in the group" else [])
