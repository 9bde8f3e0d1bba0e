"""Who changes their mind while something waits to leave is heard."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from django.utils.translation import override

from zwerm.activity import deliveries
from zwerm.activity.models import Delivery
from zwerm.discussions.models import Topic, Watch
from zwerm.discussions.samples import make_reply
from zwerm.members.models import Member
from zwerm.members.samples import make_member
from zwerm.notifications.choices import When
from zwerm.notifications.letters import digest
from zwerm.notifications.letters.stops import Stop
from zwerm.notifications.models import Digest, Handing, Notice, Wish
from zwerm.notifications.samples import tell

pytestmark = pytest.mark.django_db


def leave() -> None:
    """What waits to leave has its turn."""
    Delivery.objects.filter(state="waiting").update(retry_at=timezone.now())
    deliveries.deliver()


def digest_of(member: Member) -> str:
    """What the digest tells that comes now; empty where none does."""
    mail.outbox.clear()
    Digest.begin(100)
    Digest.objects.update(since=timezone.now() - timedelta(days=7))
    digest.send({"member": member.pk, "until": timezone.now().isoformat()})
    return "".join(str(letter.body) for letter in mail.outbox)


@pytest.mark.parametrize("where", ["everywhere", "in the group"])
def test_what_somebody_wants_in_the_digest_by_now_goes_there_and_not_by_mail(
    topic: Topic, carla: Member, daan: Member, where: str
) -> None:
    make_reply(topic, by=daan)
    tell()
    Wish.choose(carla, None if where == "everywhere" else topic.group, {"reply": When.DIGEST})
    leave()

    assert mail.outbox == []
    assert "Daan reageerde op je in “Wat werkt?”" in digest_of(carla)
    assert digest_of(carla) == ""


def test_a_letter_about_several_leaves_to_the_digest_what_is_wished_there_by_now(
    topic: Topic, carla: Member, daan: Member
) -> None:
    make_reply(topic, by=daan, body="@carla, kijk eens.")
    make_reply(topic, by=make_member("Eva"))
    tell()
    Wish.choose(carla, None, {"reply": When.DIGEST})
    leave()

    (letter,) = mail.outbox
    assert letter.subject.startswith("Daan noemde je")
    assert "Eva" not in str(letter.body)
    assert "Eva reageerde op je" in digest_of(carla)


def test_who_wants_something_at_once_for_one_reason_has_it_at_once_also_when_another_reason_may_wait(
    topic: Topic, carla: Member, daan: Member
) -> None:
    """A reply in one's own conversation is both: an answer, and more that is said there."""
    make_reply(topic, by=daan)
    tell()
    Wish.choose(carla, None, {"reply": When.DIGEST, "followed": When.AT_ONCE})
    leave()

    assert len(mail.outbox) == 1


def test_what_waits_for_the_digest_stays_out_of_it_when_its_member_wants_it_never_by_then(
    topic: Topic, carla: Member, daan: Member
) -> None:
    Wish.choose(carla, None, {"reply": When.DIGEST})
    make_reply(topic, by=daan)
    tell()
    Wish.choose(carla, None, {"reply": When.NEVER})

    assert "Daan" not in digest_of(carla)


def test_who_follows_no_more_hears_no_more(topic: Topic, daan: Member) -> None:
    eva, fleur = make_member("Eva"), make_member("Fleur")
    for member in (eva, fleur):
        Wish.choose(member, None, {"followed": When.AT_ONCE})
        Watch.choose(topic, Watch.Level.FOLLOW, by=member)
    make_reply(topic, by=daan)
    tell()
    Watch.objects.filter(member=eva).delete()
    leave()

    assert [letter.to for letter in mail.outbox if letter.to != [topic.author and topic.author.email]] == [
        [fleur.email]
    ]


def test_while_something_is_handed_to_a_member_nothing_else_is_and_that_is_no_failure(
    topic: Topic, carla: Member, daan: Member
) -> None:
    """Two workers have one letter each about one conversation: the second waits, and finds that all is told."""
    make_reply(topic, by=daan)
    make_reply(topic, by=make_member("Eva"))
    tell()
    with Handing.to(carla.pk):
        leave()
        assert mail.outbox == []
        assert set(Delivery.objects.values_list("state", "attempts")) == {("waiting", 0)}
    leave()

    assert len(mail.outbox) == 1
    assert set(Delivery.objects.values_list("state", flat=True)) == {"sent"}


def test_a_worker_that_died_with_something_in_hand_holds_its_member_up_for_a_while_only(
    topic: Topic, carla: Member, daan: Member
) -> None:
    make_reply(topic, by=daan)
    tell()
    Handing.objects.create(member=carla, until=timezone.now() - timedelta(seconds=1))
    leave()

    assert len(mail.outbox) == 1
    assert not Handing.objects.exists()


def test_the_digest_begins_with_what_concerns_its_reader_most(topic: Topic, carla: Member, daan: Member) -> None:
    Wish.choose(carla, None, {"reply": When.DIGEST, "mention": When.DIGEST})
    mine = make_reply(topic, by=carla)
    make_reply(topic, by=daan, body="@carla, kijk eens.")
    make_reply(topic, by=make_member("Eva"))
    mine.thank("thanks", by=make_member("Fleur"))
    tell()

    said = digest_of(carla)
    assert said.index("Daan noemde je") < said.index("Eva reageerde op je") < said.index("Fleur bedankte je")


def test_what_was_stopped_from_a_mail_leaves_no_more_and_still_stands_in_the_list(
    topic: Topic, carla: Member, daan: Member
) -> None:
    Wish.choose(carla, topic.group, {"reply": When.AT_ONCE})
    Wish.choose(carla, None, {"followed": When.NEVER})
    stop = Stop(carla, "reply")
    stop.carry_out()
    make_reply(topic, by=daan)
    tell()
    leave()

    assert stop.is_done
    assert mail.outbox == []
    assert "Daan" not in digest_of(carla)
    assert list(Notice.objects.filter(member=carla, seen=False).values_list("kind", "when")) == [("reply", "here")]


def test_stopping_mail_of_what_one_wants_to_hear_nothing_of_wakes_nothing(
    topic: Topic, carla: Member, daan: Member
) -> None:
    Wish.choose(carla, topic.group, {"reply": When.NEVER, "followed": When.NEVER})
    Stop(carla, "reply").carry_out()
    make_reply(topic, by=daan)
    tell()

    assert not Notice.objects.filter(member=carla).exists()


def test_what_is_to_stand_in_the_page_only_by_now_is_taken_out_of_what_leaves(
    topic: Topic, carla: Member, daan: Member
) -> None:
    make_reply(topic, by=daan)
    tell()
    Wish.choose(carla, None, {"reply": When.HERE, "followed": When.HERE})
    leave()

    assert mail.outbox == []
    assert digest_of(carla) == ""
    assert Notice.objects.get(member=carla).when == When.HERE


@pytest.mark.parametrize(("what", "stays"), [("reply", True), ("all", True), ("digest", False)])
def test_the_page_behind_the_link_says_what_would_stop_and_whether_it_stands_in_the_list_still(
    client: Client, carla: Member, what: str, stays: bool
) -> None:
    stop = Stop(carla, what)
    for ask in (client.get, client.post):
        said = ask(urlsplit(stop.url).path, headers={"accept-language": "en"}).content.decode()
        assert f"“{in_english(stop)}”" in unescape(said)
        assert ("still stands in the list" in said) is stays


def in_english(stop: Stop) -> str:
    with override("en"):
        return stop.says
