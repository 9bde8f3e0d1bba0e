"""Mail of notices over a real SMTP conversation: what leaves, when, with which head, and how it is stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import Client
from django.utils import timezone

from zwerm.activity.models import Delivery
from zwerm.discussions.models import Reading, Topic, Watch
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.members.models import Block, Community, Member
from zwerm.members.samples import make_member
from zwerm.notifications import roads
from zwerm.notifications.choices import Every, When
from zwerm.notifications.letterbox import addresses
from zwerm.notifications.letters import digest
from zwerm.notifications.models import Digest, Notice, Rhythm, Trouble, Wish
from zwerm.notifications.models.digest import next_of
from zwerm.notifications.samples import send, tell
from zwerm.notifications.tests.serving import open_at_a_port
from zwerm.notifications.tests.silence import SILENCE

pytestmark = pytest.mark.django_db


class Postman:
    """A mail server that keeps what it is given, and knows nobody of the name it was told to refuse."""

    def __init__(self) -> None:
        self.letters: list[tuple[str, EmailMessage]] = []
        self.hellos = 0
        self.unknown, self.says = "", "550 5.1.1 User unknown"

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.hellos += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == self.unknown:
            return self.says
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        letter = BytesParser(policy=policy.default).parsebytes(envelope.content or b"")  # type: ignore[arg-type]
        self.letters.append((envelope.mail_from or "", letter))
        return "250 OK"

    def to(self, member: Member) -> list[EmailMessage]:
        return [letter for _sender, letter in self.letters if letter["To"] == member.email]


@pytest.fixture
def postman(settings: Any) -> Iterator[Postman]:
    keeper = Postman()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.REPLY_ADDRESS = "reply@community.example"
    with open_at_a_port(lambda: SMTP(keeper)) as port:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        yield keeper


def leave() -> None:
    """Everything is told, a minute passes, and the outbox is emptied."""
    tell()
    send()


def plain(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    return str(body.get_content()) if body else ""


def test_a_reply_comes_by_mail_in_my_language_with_its_words_and_a_way_to_answer_and_to_stop(
    postman: Postman, topic: Topic, carla: Member, daan: Member
) -> None:
    reply = make_reply(topic, by=daan, body="Wandelen werkt.")
    leave()

    ((sender, letter),) = postman.letters
    assert letter["To"] == carla.email
    assert "Daan" in letter["Subject"]
    assert "Wat werkt?" in letter["Subject"]
    assert letter["From"].addresses[0].display_name.startswith("Daan")
    assert "> Wandelen werkt." in plain(letter)
    assert letter["Content-Language"] == "nl"
    assert addresses.read(letter["Reply-To"]).key == reply.pk
    assert sender == addresses.returns_to(carla)
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    html = letter.get_body(("html",))
    assert html is not None
    assert "Wandelen werkt." in html.get_content()


def test_what_was_read_in_the_page_meanwhile_is_not_mailed(
    postman: Postman, topic: Topic, carla: Member, daan: Member
) -> None:
    make_reply(topic, by=daan)
    tell()
    Reading.reach(carla, topic, 2)
    leave()

    assert postman.letters == []


def test_three_replies_in_one_minute_are_one_letter_and_nobody_hears_twice(
    postman: Postman, topic: Topic, carla: Member, daan: Member
) -> None:
    for _number in range(3):
        make_reply(topic, by=daan)
    leave()
    leave()
    digest.send({"member": carla.pk, "until": timezone.now().isoformat()})

    assert len(postman.to(carla)) == 1


def test_a_day_has_so_many_letters_and_the_rest_waits_for_the_digest(
    postman: Postman, topic: Topic, carla: Member, daan: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roads, "MOST", 2)
    for _number in range(4):
        make_reply(topic, by=daan)
        leave()

    assert len(postman.to(carla)) == 2
    assert Notice.objects.filter(member=carla, when=When.DIGEST, told_at=None).count() == 2


@pytest.mark.parametrize("why", ["paused", "muted", "blocked", "never", "off"])
def test_no_letter_comes_to_who_wants_none_by_the_time_it_leaves(
    postman: Postman, topic: Topic, carla: Member, daan: Member, why: str
) -> None:
    make_reply(topic, by=daan)
    tell()
    SILENCE[why](carla, topic, daan)
    leave()

    assert postman.letters == []


def test_a_letter_about_several_leaves_out_who_was_blocked_since(
    postman: Postman, topic: Topic, carla: Member, daan: Member
) -> None:
    eva = make_member("Eva")
    make_reply(topic, by=daan)
    make_reply(topic, by=eva, body="Onzin.")
    tell()
    Block.put_up(by=carla, against=eva)
    leave()

    (letter,) = postman.letters
    assert "Daan" in letter[1]["Subject"]
    assert "Eva" not in letter[1]["Subject"]
    assert "1 " not in plain(letter[1]).split("--")[0]


@pytest.mark.parametrize("why", ["muted", "blocked", "never", "quiet group"])
def test_the_digest_tells_nothing_that_is_not_wanted_by_the_time_it_leaves(
    postman: Postman, topic: Topic, carla: Member, daan: Member, why: str
) -> None:
    Wish.choose(carla, None, {"reply": When.DIGEST})
    make_reply(topic, by=daan)
    tell()
    SILENCE[why](carla, topic, daan)
    Digest.begin(100)

    digest.send({"member": carla.pk, "until": timezone.now().isoformat()})

    assert postman.letters == []


def test_one_press_in_the_mail_program_stops_what_the_letter_names_and_nothing_else(
    postman: Postman, topic: Topic, carla: Member, daan: Member
) -> None:
    """Steps from a mail to silence: one. No sign-in, no cookie, no question."""
    make_reply(topic, by=daan)
    leave()
    url = path_of(postman.to(carla)[0]["List-Unsubscribe"])
    stranger = Client(enforce_csrf_checks=True)

    looked = stranger.get(url)
    assert looked.status_code == 200
    assert not Wish.objects.exists()
    assert stranger.post(url, "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded").status_code == 200

    make_reply(topic, by=daan)
    make_reply(topic, by=daan, body="@carla, wat denk jij?")
    leave()
    assert len(postman.to(carla)) == 2
    assert "wat denk jij" in plain(postman.to(carla)[1])

    stranger.post(url, {"_method": "DELETE"})
    assert not Wish.objects.exists()
    assert stranger.get(url[:-3] + "x/").status_code == 404


def path_of(header: Any) -> str:
    found = re.search(r"<https?://[^/]+([^>]+)>", str(header))
    assert found
    return found[1]


def test_an_address_that_the_mail_server_refuses_is_switched_off_and_not_tried_again(
    postman: Postman, topic: Topic, carla: Member, daan: Member
) -> None:
    postman.unknown = str(carla.email)
    make_reply(topic, by=daan)
    leave()

    assert Trouble.of(carla)
    assert not Delivery.objects.exclude(state="sent").exists()


def test_a_letter_that_is_refused_for_what_we_are_is_tried_again_and_switches_nobody_off(
    postman: Postman, topic: Topic, carla: Member, daan: Member
) -> None:
    postman.unknown, postman.says = str(carla.email), "550 5.7.1 Your machine is on a list"
    make_reply(topic, by=daan)
    leave()

    assert Trouble.of(carla) is None
    assert Delivery.objects.get().state == "waiting"


def test_letters_that_leave_together_take_one_line_to_the_mail_server(
    postman: Postman, topic: Topic, daan: Member
) -> None:
    for name in ("Eva", "Fleur", "Gijs"):
        Watch.choose(topic, Watch.Level.FOLLOW, by=make_member(name))
    Wish.objects.bulk_create(
        [
            Wish(member=member, sort="followed", when=When.AT_ONCE)
            for member in Member.objects.filter(watches__topic=topic)
        ]
    )
    make_reply(topic, by=daan)
    leave()

    assert len(postman.letters) >= 2
    assert postman.hellos == 1


def test_the_digest_tells_once_what_waits_what_began_what_was_solved_and_who_was_thanked(
    postman: Postman, topic: Topic, carla: Member, daan: Member
) -> None:
    Wish.choose(carla, None, {"reply": When.DIGEST})
    reply = make_reply(topic, by=daan, body="Wandelen werkt.")
    make_topic("Hoe begin je?", group=topic.group, by=daan)
    question = make_topic("Waarom?", group=topic.group, by=daan, kind="question")
    question.mark_solution(make_reply(question, by=make_member("Eva")), by=daan)
    reply.thank("thanks", by=make_member("Fleur"))
    tell()
    Digest.begin(100)
    Digest.objects.filter(member=carla).update(due_at=timezone.now(), since=timezone.now() - timedelta(days=7))

    digest.post_due()
    digest.post_due()
    leave()

    (letter,) = postman.to(carla)
    said = plain(letter)
    for words in ("Hoe begin je?", "Waarom?", "Eva", "Fleur", "Daan", "/me/notices/"):
        assert words in said
    assert "stop/" in letter["List-Unsubscribe"]
    assert "Hoe begin je?" in letter["Subject"]
    assert letter["From"].addresses[0].display_name == Community.objects.get().name
    assert not Notice.objects.filter(member=carla, told_at=None).exists()
    due = Digest.objects.get(member=carla).due_at
    assert due
    assert timedelta(0) < due - timezone.now() <= timedelta(days=7, hours=1)  # a week may have an hour more


def test_no_digest_comes_where_there_is_nothing_to_tell(postman: Postman, carla: Member) -> None:
    tell()
    Notice.objects.all().delete()
    Digest.begin(100)
    Digest.objects.update(due_at=timezone.now())

    digest.post_due()
    leave()

    assert postman.letters == []


def test_a_digest_comes_at_my_hour_by_my_clock_also_when_the_clock_changes(carla: Member) -> None:
    amsterdam = ZoneInfo("Europe/Amsterdam")
    weekly, daily = Rhythm(member=carla), Rhythm(member=carla, every=Every.DAY, hour=20)
    thursday = datetime(2026, 10, 22, 12, 0, tzinfo=amsterdam)

    assert next_of(weekly, amsterdam, thursday) == datetime(2026, 10, 26, 8, 0, tzinfo=amsterdam)
    assert next_of(daily, ZoneInfo("America/New_York"), thursday) == datetime(2026, 10, 23, 2, 0, tzinfo=amsterdam)
    assert next_of(Rhythm(member=carla, every=Every.NEVER), amsterdam, thursday) is None
