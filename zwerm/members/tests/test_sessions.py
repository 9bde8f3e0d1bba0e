"""Where somebody is signed in: told in words, and ended from wherever they are."""

from __future__ import annotations

import time
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zwerm.activity import memory
from zwerm.activity.models import Entry
from zwerm.members import browsers
from zwerm.members.models import Member, Session
from zwerm.members.samples import make_member

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1"
EDGE = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
PASSWORD = "een-goed-wachtwoord"
PAGE = "/me/sessions/"


def someone(name: str) -> Member:
    return make_member(name, password=PASSWORD)


def signed_in(member: Any, agent: str = FIREFOX) -> Client:
    client = Client(headers={"User-Agent": agent})
    sent = {"login": member.email, "password": PASSWORD}
    assert client.post("/account/login/", sent).status_code == 302
    return client


def ended(client: Client, address: str) -> int:
    return client.post(address, {"_method": "DELETE"}).status_code


def test_a_member_sees_each_browser_in_words_and_which_one_this_is() -> None:
    daan = someone("Daan")
    desk, _phone = signed_in(daan), signed_in(daan, SAFARI)

    page = desk.get(PAGE).content.decode()

    assert "Firefox on Windows" in page
    assert "Safari on iPhone" in page
    assert page.count("this is where you are now") == 1
    assert "last used today" in page
    assert not [one.session_key for one in Session.objects.all() if one.session_key in page]


def test_what_a_browser_says_of_itself_is_kept_as_two_words_only() -> None:
    assert browsers.known(EDGE) == ("Edge", "macOS")
    assert browsers.known("curl/8.1") == ("", "")


def test_signing_out_elsewhere_leaves_this_browser_and_everybody_else_alone() -> None:
    daan, eva = someone("Daan"), someone("Eva")
    desk, phone, other = signed_in(daan), signed_in(daan, SAFARI), signed_in(eva)

    assert ended(desk, PAGE) == 302

    assert desk.get("/me/").status_code == 200
    assert phone.get("/me/").status_code == 302
    assert other.get("/me/").status_code == 200
    assert Entry.objects.filter(verb="session.ended", actor=daan).count() == 1


def test_one_browser_can_be_signed_out() -> None:
    daan = someone("Daan")
    desk, phone, tablet = signed_in(daan), signed_in(daan, SAFARI), signed_in(daan, EDGE)
    lost = Session.objects.get(browser="Safari")

    assert ended(desk, f"{PAGE}{lost.name}/") == 302

    assert phone.get("/me/").status_code == 302
    assert tablet.get("/me/").status_code == 200


def test_signing_out_here_leads_to_the_first_page() -> None:
    desk = signed_in(someone("Daan"))
    here = Session.objects.get()

    answer = desk.post(f"{PAGE}{here.name}/", {"_method": "DELETE"})

    assert answer["Location"] == "/"
    assert desk.get("/me/").status_code == 302


def test_nobody_signs_somebody_else_out() -> None:
    eva, _desk = signed_in(someone("Eva")), signed_in(someone("Daan"))
    theirs = Session.objects.get(member__name="Daan")

    assert ended(eva, f"{PAGE}{theirs.name}/") == 404
    assert Session.objects.filter(pk=theirs.pk).exists()


def test_a_new_password_ends_every_other_session() -> None:
    daan = someone("Daan")
    desk, phone = signed_in(daan), signed_in(daan, SAFARI)
    desk.post("/account/reauthenticate/", {"password": PASSWORD})

    new = {"oldpassword": PASSWORD, "password1": "nog-een-beter-woord", "password2": "nog-een-beter-woord"}
    assert desk.post("/account/password/change/", new).status_code == 302

    assert desk.get("/me/").status_code == 200
    assert phone.get("/me/").status_code == 302
    assert "iPhone" not in desk.get(PAGE).content.decode()


def test_a_session_that_is_written_again_keeps_what_stands_beside_it() -> None:
    daan = someone("Daan")
    desk = signed_in(daan)
    before = Session.objects.get()

    session = desk.session
    session["seen"] = True
    session.save()

    after = Session.objects.get()
    assert (after.browser, after.system, after.seen_on, after.since) == (
        before.browser,
        before.system,
        before.seen_on,
        before.since,
    )


def test_knowing_when_somebody_was_here_costs_one_write_a_day() -> None:
    daan = someone("Daan")
    desk = signed_in(daan)
    assert not updates(desk)
    Session.objects.update(seen_on=timezone.localdate() - timedelta(days=1))
    memory.clear()  # as a night does: the day is part of what is remembered

    assert len(updates(desk)) == 1
    assert Session.objects.get().seen_on == timezone.localdate()


def test_who_is_behind_a_session_is_asked_once() -> None:
    desk = signed_in(someone("Daan"))
    desk.get("/me/blocks/")
    with CaptureQueriesContext(connection) as captured:
        desk.get("/me/blocks/")

    assert not [one["sql"] for one in captured.captured_queries if "members_session" in one["sql"]]


def test_a_cookie_that_somebody_copied_is_worth_nothing_after_signing_out() -> None:
    desk = signed_in(someone("Daan"))
    thief = Client()
    thief.cookies = SimpleCookie(desk.cookies.output(header="", sep=";"))
    assert thief.get("/me/").status_code == 200

    desk.post("/account/logout/")

    assert thief.get("/me/").status_code == 302


def test_a_session_ends_at_its_time() -> None:
    desk = signed_in(someone("Daan"))
    Session.objects.update(expire_date=timezone.now() + timedelta(seconds=0.3))
    memory.clear()  # nobody moves the end of a session that runs
    assert desk.get("/me/").status_code == 200

    time.sleep(0.3)

    assert desk.get("/me/").status_code == 302


def test_what_a_session_remembers_of_its_member_follows_them() -> None:
    daan = someone("Daan")
    desk = signed_in(daan)
    assert "Daan" in desk.get("/me/").text

    Member.objects.get(pk=daan.pk).change_profile(name="Daniel")

    assert "Daniel" in desk.get("/me/").text


def test_nobody_is_changed_for_another_request() -> None:
    desk = signed_in(someone("Daan"))
    asked = [desk.get("/me/").wsgi_request.user for _ in range(2)]

    asked[0].name = "Iemand anders"

    assert asked[1].name == "Daan"


def test_what_has_expired_is_cleared() -> None:
    signed_in(someone("Daan"))
    Session.objects.update(expire_date=timezone.now() - timedelta(days=1))

    Session.clear_expired()

    assert not Session.objects.exists()


def updates(client: Client) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        client.get("/me/")
    return [one["sql"] for one in captured.captured_queries if one["sql"].startswith("UPDATE")]
