"""Answers by mail over a real SMTP conversation, and letters that come back."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from zwerm.activity import deliveries
from zwerm.activity.models import Entry
from zwerm.discussions.models import Closure, Topic
from zwerm.discussions.samples import make_topic
from zwerm.groups.samples import make_group
from zwerm.media.models import Upload
from zwerm.media.samples import picture_file
from zwerm.members.models import Member
from zwerm.members.samples import make_community, make_member
from zwerm.notifications.letterbox import addresses, serving
from zwerm.notifications.models import Notice, Trouble
from zwerm.notifications.samples import tell
from zwerm.notifications.tests.serving import open_at_a_port

pytestmark = pytest.mark.django_db(transaction=True)

BOX = "reply@community.example"


@pytest.fixture(autouse=True)
def mailbox(settings: pytest.FixtureRequest) -> None:
    settings.REPLY_ADDRESS = BOX  # type: ignore[attr-defined]


@pytest.fixture
def port() -> Iterator[int]:
    """The port of a letterbox that is open while the test runs."""
    desk = serving.Desk()
    with open_at_a_port(lambda: serving.line(desk)) as port:
        yield port
    desk.hands.shutdown()


@pytest.fixture
def daan() -> Member:
    make_community()
    return make_member("Daan")


@pytest.fixture
def topic(daan: Member) -> Topic:
    group = make_group("Verzuim", owner=make_member("Carla"), members=(daan,))
    return make_topic("Wat werkt?", group=group, by=make_member("Bram"))


def letter(by: Member, words: str, **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["Subject"], made["Message-ID"] = str(by.email), "Re: Wat werkt?", "<1@daan.example>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(f"{words}\n\nOp za 21 nov 2026 om 14:03 schreef Bram <{BOX}>:\n\n> Wat werkt?\n")
    return made


def hand_over(port: int, made: EmailMessage, to: str, sender: str | None = None) -> None:
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as server:
        server.send_message(made, str(made["From"]) if sender is None else sender, [to])


def address_of(topic: Topic, member: Member) -> str:
    return addresses.answers_to(member, "post", topic.posts.get(number=1).pk)


def replies(topic: Topic) -> list[str]:
    return list(topic.posts.filter(number__gt=1).values_list("body", flat=True))


def send_letters() -> None:
    while deliveries.deliver():
        pass


def test_an_answer_by_mail_becomes_a_reply_once_however_often_it_comes(port: int, topic: Topic, daan: Member) -> None:
    for _time in range(2):
        hand_over(port, letter(daan, "Wandelen werkt."), address_of(topic, daan).upper())

    assert replies(topic) == ["Wandelen werkt."]
    (entry,) = Entry.objects.filter(verb="post.written", actor=daan)
    assert entry.source == Entry.Source.MAIL


def test_pictures_and_documents_come_along_and_what_is_not_taken_is_told(port: int, topic: Topic, daan: Member) -> None:
    made = letter(daan, "Kijk hier.")
    made.add_attachment(picture_file().read(), maintype="image", subtype="png", filename="schets.png")
    made.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="virus.exe")

    hand_over(port, made, address_of(topic, daan))
    hand_over(port, made, address_of(topic, daan))
    send_letters()

    upload = Upload.objects.get()
    assert replies(topic) == [f"Kijk hier.\n\n{upload.markdown}"]
    assert [("virus.exe" in one.body, one.to) for one in mail.outbox] == [(True, [daan.email])]


def test_somebody_elses_address_and_one_that_was_not_given_out_are_refused(
    port: int, topic: Topic, daan: Member
) -> None:
    eva = make_member("Eva")
    forged = address_of(topic, eva).replace(f".{addresses.read(address_of(topic, eva)).member}.", ".1.")

    with pytest.raises(smtplib.SMTPDataError, match="somebody else"):
        hand_over(port, letter(daan, "Als Eva."), address_of(topic, eva))
    for unknown in (BOX, f"{BOX[:5]}+post.1.1.{'a' * 16}@community.example", "reply@elsewhere.example", forged[:-4]):
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            hand_over(port, letter(daan, "Zomaar."), unknown)
    assert replies(topic) == []


@pytest.mark.parametrize(
    ("headers", "sender"),
    [
        ({"Auto_Submitted": "auto-replied"}, None),
        ({"Precedence": "bulk"}, None),
        ({"X_Autoreply": "yes"}, None),
        ({"X_Zwerm": "letterbox"}, None),
        ({}, ""),
    ],
)
def test_what_a_program_wrote_is_taken_and_nothing_comes_of_it(
    port: int, topic: Topic, daan: Member, headers: dict[str, str], sender: str | None
) -> None:
    hand_over(port, letter(daan, "Ik ben afwezig tot maandag.", **headers), address_of(topic, daan), sender)
    send_letters()

    assert replies(topic) == []
    assert mail.outbox == []


def test_headers_that_the_library_gives_up_on_keep_no_letter_from_being_taken_or_refused(
    port: int, topic: Topic, daan: Member
) -> None:
    codes = []
    for sender, name in ((daan.email, "<@["), (daan.email, "<"), ("<@", "<1@daan.example>")):
        made = f"From: {sender}\r\nMessage-ID: {name}\r\n\r\nWandelen werkt, zegt {name}\r\n"
        with smtplib.SMTP("127.0.0.1", port, timeout=20) as server:
            server.ehlo()
            server.mail(str(daan.email))
            server.rcpt(address_of(topic, daan))
            codes.append(server.data(made)[0])

    assert codes == [250, 250, 550]
    assert len(replies(topic)) == 2


def test_an_answer_that_may_not_be_comes_back_with_the_reason_and_the_words(
    port: int, topic: Topic, daan: Member
) -> None:
    Closure.close(topic, by=topic.author, reason="Klaar")

    for _time in range(2):
        hand_over(port, letter(daan, "Nog dit:\nveel geluk."), address_of(topic, daan))
    send_letters()

    (told,) = mail.outbox
    assert replies(topic) == []
    assert "gesloten" in told.body
    assert "> Nog dit:\n> veel geluk." in told.body
    assert told.extra_headers["Auto-Submitted"] == "auto-replied"


def test_what_is_told_of_an_answer_is_told_in_the_language_of_the_community_where_its_author_chose_none(
    port: int, topic: Topic, daan: Member
) -> None:
    hand_over(port, letter(daan, ""), address_of(topic, daan))
    send_letters()

    assert mail.outbox[0].subject == "Je antwoord is niet geplaatst"


def test_who_writes_faster_than_people_do_is_asked_to_come_again(
    port: int, topic: Topic, daan: Member, settings: pytest.FixtureRequest
) -> None:
    settings.PACE = 1  # type: ignore[attr-defined]
    outcomes = []
    for number in range(17):
        made = letter(daan, f"Bericht {number}")
        del made["Message-ID"]
        made["Message-ID"] = f"<{number}@daan.example>"
        try:
            hand_over(port, made, address_of(topic, daan))
        except smtplib.SMTPDataError as refused:
            outcomes.append(refused.smtp_code)

    assert outcomes == [451, 451]
    assert len(replies(topic)) == 15


REPORT = """\
From: MAILER-DAEMON@b.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I could not deliver it.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.b.example

Final-Recipient: rfc822; daan@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {status} User unknown

--b--
"""


def come_back(port: int, member: Member, action: str, status: str, to: str = "") -> None:
    to = to or addresses.returns_to(member)
    with smtplib.SMTP("127.0.0.1", port, timeout=20) as server:
        server.sendmail("", [to], REPORT.format(to=to, action=action, status=status))


def test_an_address_where_nobody_is_gets_no_mail_any_more_and_its_owner_reads_why(
    port: int, daan: Member, client: Client
) -> None:
    come_back(port, daan, "delayed", "4.4.1")
    assert Trouble.of(daan) is None

    come_back(port, daan, "failed", "5.1.1")

    assert Trouble.of(daan)
    tell()
    assert Notice.objects.filter(member=daan, kind="address").exists()
    client.force_login(daan)
    assert "User unknown" in client.get("/me/notices/").content.decode()
    client.post("/me/notices/address/", {"_method": "DELETE"})
    assert Trouble.of(daan) is None


def test_a_full_mailbox_is_forgiven_twice_and_one_day_counts_once(port: int, daan: Member) -> None:
    for _time in range(4):
        come_back(port, daan, "failed", "5.2.2")
    assert Trouble.of(daan) is None

    for _day in range(2):
        Trouble.objects.update(last_at=Trouble.objects.get().last_at - Trouble.DAY * 2)
        come_back(port, daan, "failed", "5.2.2")
    assert Trouble.of(daan)

    move(daan, "daan@elders.example")
    assert Trouble.of(daan) is None


def move(member: Member, email: str) -> None:
    member.email = email
    member.save(update_fields=["email"])


def test_what_comes_back_from_an_address_that_was_left_says_nothing_of_the_new_one(port: int, daan: Member) -> None:
    before = addresses.returns_to(daan)
    move(daan, "daan@elders.example")

    come_back(port, daan, "failed", "5.1.1", to=before)

    assert Trouble.of(daan) is None


@pytest.mark.parametrize("status", ["5.1.8", "5.7.1"])
def test_what_the_other_side_has_against_us_switches_nobody_off(port: int, daan: Member, status: str) -> None:
    for _day in range(Trouble.TIMES):
        come_back(port, daan, "failed", status)
        Trouble.objects.update(last_at=timezone.now() - Trouble.DAY * 2)

    assert Trouble.of(daan) is None


def test_a_letter_with_very_many_files_is_answered_by_a_few_names(port: int, topic: Topic, daan: Member) -> None:
    made = letter(daan, "Zie de bijlagen.")
    for number in range(200):
        made.add_attachment(
            b"MZ", maintype="application", subtype="octet-stream", filename=f"{number:03}{'x' * 90}.exe"
        )
    hand_over(port, made, address_of(topic, daan))
    while deliveries.deliver():
        pass

    (back,) = mail.outbox
    assert replies(topic) == ["Zie de bijlagen."]
    assert "009xxx" in str(back.body)
    assert "010xxx" not in str(back.body)
    assert "en nog 190" in str(back.body)
    assert len(str(back.body)) < 1500
