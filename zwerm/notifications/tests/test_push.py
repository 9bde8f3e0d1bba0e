"""Notices on devices, over real conversations with a push service: what is sent, sealed for whom, when not, and by which road instead."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from zwerm.activity.models import Delivery, Entry
from zwerm.discussions.models import Topic
from zwerm.discussions.samples import make_reply
from zwerm.members.models import Member
from zwerm.members.samples import make_member
from zwerm.notifications import roads
from zwerm.notifications.choices import When
from zwerm.notifications.letters import digest
from zwerm.notifications.models import Device, Notice, Trouble, Wish
from zwerm.notifications.push import keys
from zwerm.notifications.samples import send, tell
from zwerm.notifications.tests.pushing import Browser, PushService, sender, turned_on
from zwerm.notifications.tests.silence import SILENCE

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(service: PushService, carla: Member) -> Browser:
    browser = service.browser("phone")
    turned_on(browser, carla)
    return browser


def leave(until: str = "") -> None:
    """Everything is told, and what is due by then leaves: what goes to devices first, and mail after it."""
    tell()
    for road in ("push", "notice")[: 1 if until == "push" else 2]:
        send(road)


def later(**passed: float) -> None:
    """Time goes by: what happened, happened so long ago."""
    for entry in Entry.objects.all():
        Notice.objects.filter(entry=entry).update(at=entry.at - timedelta(**passed))


def test_a_reply_appears_on_a_device_in_my_language_and_nobody_on_the_way_reads_it(
    service: PushService, topic: Topic, daan: Member, phone: Browser
) -> None:
    make_reply(topic, by=daan, body="Wandelen **werkt**, elke dag.")
    leave()

    (said,) = service.to(phone)
    notice = Notice.objects.get()
    assert said == {
        "title": "Daan reageerde op je in “Wat werkt?”",
        "body": "Wandelen werkt, elke dag.",
        "url": f"/notices/{notice.pk}/",
        "page": topic.get_absolute_url(),
        "tag": f"topic:{topic.pk}",
        "lang": "nl",
        "stop": "Stop op dit apparaat",
        "stopped": "Op dit apparaat komen geen meldingen meer.",
    }
    (head,) = service.heads(phone)
    claims = sender(head, service.home)
    assert claims["key"] == keys.public()
    assert claims["sub"] == "mailto:zwerm@localhost"
    assert head["Urgency"] == "normal"
    assert len(head["Topic"]) <= 32
    assert head["Topic"].isascii()


def test_what_a_device_took_comes_by_no_other_road(
    service: PushService, topic: Topic, carla: Member, daan: Member, phone: Browser
) -> None:
    make_reply(topic, by=daan)
    leave()
    leave()
    digest.send({"member": carla.pk, "until": timezone.now().isoformat()})

    assert len(service.to(phone)) == 1
    assert mail.outbox == []


def test_who_turned_nothing_on_gets_mail_and_nothing_else(
    service: PushService, topic: Topic, carla: Member, daan: Member
) -> None:
    make_reply(topic, by=daan)
    leave()

    assert service.given == {}
    assert [letter.to for letter in mail.outbox] == [[carla.email]]


def test_what_happens_in_one_conversation_at_once_is_one_notice_and_a_later_one_takes_its_place(
    service: PushService, topic: Topic, daan: Member, phone: Browser
) -> None:
    make_reply(topic, by=daan)
    make_reply(topic, by=make_member("Eva"))
    leave()
    make_reply(topic, by=make_member("Fleur"))
    leave()

    first, second = service.to(phone)
    assert first["tag"] == second["tag"]
    assert len({head["Topic"] for head in service.heads(phone)}) == 1
    assert first["title"].startswith("Eva en Daan")
    assert second["title"].startswith("Fleur, Eva en Daan")


def test_what_is_told_together_leaves_out_what_is_not_wanted_any_more(
    service: PushService, topic: Topic, carla: Member, daan: Member, phone: Browser
) -> None:
    make_reply(topic, by=daan, body="@carla, wat denk jij?")
    make_reply(topic, by=make_member("Eva"), body="Onzin.")
    tell()
    Wish.stop(carla, "reply")
    leave()

    (said,) = service.to(phone)
    assert "Daan" in said["title"]
    assert said["body"] == "@carla, wat denk jij?"


def test_every_device_gets_it_and_one_that_was_not_reached_gets_it_later(
    service: PushService, topic: Topic, carla: Member, daan: Member, phone: Browser
) -> None:
    desk = service.browser("desk")
    turned_on(desk, carla)
    service.answers_with(desk, 503, Retry_After="120")
    make_reply(topic, by=daan)
    leave()
    waiting = Delivery.objects.get(state="waiting")
    assert timedelta(seconds=80) < waiting.retry_at - timezone.now() <= timedelta(seconds=120)

    service.answers.clear()
    leave()
    assert [len(service.to(one)) for one in (phone, desk)] == [1, 1]
    assert mail.outbox == []


@pytest.mark.parametrize("status", [429, 500, 503, 403])
def test_what_no_device_takes_is_tried_again_and_then_goes_by_mail_and_only_there(
    service: PushService, topic: Topic, carla: Member, daan: Member, phone: Browser, status: int
) -> None:
    service.answers_with(phone, status)
    make_reply(topic, by=daan)
    leave()
    assert mail.outbox == []
    assert Delivery.objects.get(state="waiting").attempts == 1

    later(minutes=2)
    leave()
    service.answers.clear()
    leave()
    assert len(mail.outbox) == 1
    assert service.to(phone) == []


def test_a_busy_service_is_left_alone_for_as_long_as_it_asks_where_mail_cannot_help(
    service: PushService, topic: Topic, carla: Member, daan: Member, phone: Browser
) -> None:
    Trouble.objects.create(member=carla, address=str(carla.email), off_since=timezone.now())
    service.answers_with(phone, 429, Retry_After="3600")
    make_reply(topic, by=daan)
    leave()

    waiting = Delivery.objects.get(state="waiting")
    assert timedelta(minutes=55) < waiting.retry_at - timezone.now() <= timedelta(minutes=60)
    later(hours=25)
    leave()
    assert not Delivery.objects.filter(state="waiting").exists()
    assert service.to(phone) == []


@pytest.mark.parametrize("status", [404, 410])
def test_a_device_that_is_gone_is_forgotten_and_mail_comes_instead(
    service: PushService, topic: Topic, carla: Member, daan: Member, phone: Browser, status: int
) -> None:
    service.answers_with(phone, status)
    make_reply(topic, by=daan)
    leave()

    assert not Device.objects.exists()
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "why", ["read", "paused", "muted", "blocked", "never", "removed", "outside", "left", "password"]
)
def test_nothing_comes_to_who_may_or_wants_to_hear_nothing_by_the_time_it_leaves(
    service: PushService, topic: Topic, carla: Member, daan: Member, phone: Browser, why: str
) -> None:
    make_reply(topic, by=daan)
    tell()
    SILENCE[why](carla, topic, daan)
    leave(until="push")

    assert service.given == {}


def test_a_day_has_so_many_and_the_rest_waits_for_the_digest(
    service: PushService, topic: Topic, carla: Member, daan: Member, phone: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roads, "MOST", 2)
    for _number in range(4):
        make_reply(topic, by=daan)
        leave()

    assert len(service.to(phone)) == 2
    assert mail.outbox == []
    assert Notice.objects.filter(member=carla, when=When.DIGEST, told_at=None).count() == 2


def test_what_is_wished_for_the_digest_stays_off_devices(
    service: PushService, topic: Topic, carla: Member, daan: Member, phone: Browser
) -> None:
    Wish.choose(carla, topic.group, {"reply": When.DIGEST})
    make_reply(topic, by=daan)
    leave()

    assert service.given == {}
