"""Limits of pace: a person never meets one, a script does, and what it sent is not lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.urls import get_resolver, reverse

from zwerm.core import limits
from zwerm.core.limits import Limit, declared
from zwerm.core.models import Pace
from zwerm.discussions.models import Draft, Post
from zwerm.discussions.samples import make_topic
from zwerm.groups.samples import make_group
from zwerm.members.samples import make_member

pytestmark = pytest.mark.django_db

EVERY = [one for found in declared().values() for one in found]
WORDS = "Dit is mijn <zestiende> reactie & ik had haast."


class Clock:
    """The time as the limits see it, which a test moves."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def time(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    own = Clock()
    monkeypatch.setattr(limits, "time", own)
    return own


@pytest.mark.parametrize("one", EVERY, ids=lambda one: f"{one.door} {one.per}".strip())
def test_a_limit_lets_a_person_through_and_makes_a_script_wait(one: Limit, clock: Clock) -> None:
    for _ in range(one.at_once):
        assert one.take("daan") == 0

    wait = one.take("daan")

    assert 0 < wait <= one.every + 1
    assert one.take("eva") == 0
    clock.now += wait
    assert one.take("daan") == 0
    clock.now += one.every * one.at_once + 1
    assert [one.take("daan") for _ in range(one.at_once)] == [0] * one.at_once


def test_every_limit_stands_at_a_door_of_the_house() -> None:
    doors = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    for space, (_, resolver) in get_resolver().namespace_dict.items():
        doors |= {f"{space}:{name}" for name in resolver.reverse_dict if isinstance(name, str)}

    assert {door for door, _ in declared()} - doors == set()


def test_an_evening_of_a_busy_writer_meets_no_limit(clock: Clock, client: Client) -> None:
    topic, daan = busy_topic()
    client.force_login(daan)
    for number in range(30):
        clock.now += 30
        assert reply(client, topic, f"Antwoord {number}").status_code == 302


def test_a_script_that_writes_is_told_to_wait_and_gets_its_words_back(clock: Clock, client: Client) -> None:
    topic, daan = busy_topic()
    client.force_login(daan)
    for number in range(15):
        assert reply(client, topic, f"Antwoord {number}").status_code == 302

    refused = reply(client, topic, WORDS)

    assert refused.status_code == 429
    assert refused["Retry-After"] == "15"
    page = refused.content.decode()
    assert "wait 15 seconds" in page
    assert "Dit is mijn &lt;zestiende&gt; reactie &amp; ik had haast." in page
    assert f'action="/topics/{topic.pk}/posts/"' in page
    assert not Post.objects.filter(body=WORDS).exists()
    clock.now += 15
    assert reply(client, topic, WORDS).status_code == 302
    assert not Draft.objects.exists()


def test_the_script_of_a_page_hears_how_long_it_has_to_wait(clock: Clock, client: Client) -> None:
    topic, daan = busy_topic()
    client.force_login(daan)
    for number in range(15):
        reply(client, topic, f"Antwoord {number}")

    refused = client.post(f"/topics/{topic.pk}/posts/", {"body": WORDS}, headers={"Accept": "application/json"})

    assert (refused.status_code, refused.json()["wait"]) == (429, 15)


def test_a_reply_is_counted_in_its_own_transaction_and_once(clock: Clock, client: Client) -> None:
    topic, daan = busy_topic()
    client.force_login(daan)
    reply(client, topic, "Antwoord")

    (used,) = Pace.objects.filter(used_until__gt=clock.now).values_list("used_until", flat=True)

    assert used == clock.now + 15


def test_what_came_to_no_deed_is_counted_too(clock: Clock, client: Client) -> None:
    topic, daan = busy_topic()
    client.force_login(daan)
    answers = [reply(client, topic, "   ").status_code for _ in range(16)]

    assert answers == [422] * 15 + [429]
    assert reply(client, topic, WORDS).status_code == 429
    assert not Post.objects.filter(body=WORDS).exists()


def test_a_deed_that_fails_takes_its_count_back(clock: Clock) -> None:
    limit = Limit("discussions:replies", 1, 15, "", in_deed=True)
    due = limits.Due([(limit, "daan")])
    with pytest.raises(ValueError, match="half-way"), transaction.atomic(), due.counted():
        raise ValueError("half-way")
    with transaction.atomic(), due.counted():
        pass
    with pytest.raises(limits.TooFast), limits.Due([(limit, "daan")]).counted():
        pytest.fail("nothing is done")


def test_a_member_is_told_in_their_own_language(clock: Clock, client: Client) -> None:
    topic, daan = busy_topic(language="nl")
    client.force_login(daan)
    answers = [reply(client, topic, f"Antwoord {number}") for number in range(16)]

    assert "wacht 15 seconden" in answers[-1].content.decode()


def test_guessing_at_one_door_from_many_places_ends(clock: Clock) -> None:
    make_member("Daan", email="daan@example.org")

    answers = [guess(f"10.0.0.{number}") for number in range(12)]

    assert answers[10:] == [429, 429]
    assert 429 not in answers[:5]


def test_a_password_is_never_written_back_into_a_page(clock: Clock) -> None:
    for number in range(11):
        sent = {"login": "daan@example.org", "password": "geheim-woord"}
        refused = Client(REMOTE_ADDR=f"10.0.0.{number}").post(reverse("account_login"), sent)

    assert refused.status_code == 429
    assert "geheim" not in refused.content.decode()


def test_a_whole_training_room_can_sign_in_at_one_moment(clock: Clock, client: Client) -> None:
    for number in range(40):
        make_member(f"Lid {number}", email=f"lid{number}@example.org", password="een-goed-wachtwoord")

    answers = [sign_in(f"lid{number}@example.org", "een-goed-wachtwoord") for number in range(40)]

    assert answers == [302] * 40


def test_behind_a_proxy_visitors_are_told_apart(settings: Any, rf: Any) -> None:
    asked = rf.get("/", headers={"X-Forwarded-For": "203.0.113.9, 2001:db8:1:2:3:4:5:6"}, REMOTE_ADDR="10.0.0.1")

    assert limits.address_of(asked) == "10.0.0.1"
    settings.ENVIRONMENT = Proxied()
    assert limits.address_of(asked) == "2001:db8:1:2::/64"


def test_reading_goes_on_while_nothing_can_be_written(client: Client) -> None:
    def full(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.lstrip().startswith("INSERT"):
            raise OperationalError("database or disk is full")
        return execute(sql, *rest)

    client.force_login(make_member("Daan"))
    with connection.execute_wrapper(full):
        assert client.get("/members/mentions/?q=da").status_code == 200


def test_what_holds_nobody_back_is_forgotten(clock: Clock) -> None:
    clock.now = 1.0
    EVERY[0].take("daan")

    Pace.forget_past()

    assert not Pace.objects.exists()


class Proxied:
    behind_proxy = True


def busy_topic(**about: Any) -> Any:
    daan = make_member("Daan", **about)
    group = make_group(members=(daan,))
    return make_topic("Wie weet dit?", group=group, by=daan), daan


def reply(client: Client, topic: Any, words: str) -> Any:
    return client.post(f"/topics/{topic.pk}/posts/", {"body": words})


def guess(address: str) -> int:
    sent = {"login": "daan@example.org", "password": "guess"}
    return Client(REMOTE_ADDR=address).post(reverse("account_login"), sent).status_code


def sign_in(mail: str, password: str) -> int:
    return Client().post(reverse("account_login"), {"login": mail, "password": password}).status_code


def test_at_one_door_reading_and_sending_are_counted_apart(clock: Clock) -> None:
    reading = Limit("members:invitation", 1, 60, "", reading=True)
    sending = Limit("members:invitation", 1, 60, "")

    assert (reading.take("address 1"), sending.take("address 1")) == (0, 0)
    assert (reading.take("address 1"), sending.take("address 1")) == (60, 60)
