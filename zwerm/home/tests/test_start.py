from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress

from zwerm.home import start_code
from zwerm.members.models import Community, Member
from zwerm.members.samples import make_administrator, make_community, make_member

pytestmark = pytest.mark.django_db

SENT = {"name": "Werkvolk", "purpose": "Beter werk maak je samen.", "audience": "Wie werkt", "languages": ["nl", "en"],
        "joining": "invitation", "your_name": "Anna de Vries", "email": "Anna@example.org",
        "password": "paard batterij nietje klem"}  # fmt: skip


@pytest.fixture(autouse=True)
def _data(settings, tmp_path):
    settings.DATA = tmp_path


def send(client, **changed):
    return client.post("/start/", {**SENT, "code": start_code.current(), **changed})


def test_home_leads_to_the_first_start_until_there_is_a_community(client):
    assert client.get("/").headers["Location"] == "/start/"
    make_community()
    assert client.get("/").status_code == 200
    assert client.get("/start/").status_code == 404
    assert send(client).status_code == 404


def test_who_has_the_start_code_founds_the_community_and_is_signed_in(client):
    assert send(client).headers["Location"] == "/first-steps/"
    community, anna = Community.current(), Member.objects.get()
    assert (community.name, community.languages, community.joining) == ("Werkvolk", ["nl", "en"], "invitation")
    assert (anna.name, anna.email, anna.holds("administrator")) == ("Anna de Vries", "anna@example.org", True)
    assert EmailAddress.objects.get(user=anna).verified
    assert client.get("/first-steps/").status_code == 200
    assert client.get("/").status_code == 200


def test_nobody_founds_a_community_without_the_code(client):
    for wrong in ("", "raden maar", "é"):
        answer = send(client, code=wrong)
        assert answer.status_code == 422
    assert not Community.objects.exists()
    assert not Member.objects.exists()


def test_the_address_that_the_server_printed_carries_the_code(client):
    code = start_code.current()
    asked = client.get("/start/", headers={"Accept-Language": "en"}).content.decode()
    assert "The start code of this server" in asked
    assert code not in asked
    led = client.get(f"/start/?code={code}", headers={"Accept-Language": "en"}).content.decode()
    assert "The start code of this server" not in led
    assert f'type="hidden" name="code" value="{code}"' in led


def test_the_code_is_readable_by_its_keeper_only_and_gone_when_it_has_done_its_work(client, tmp_path):
    code = start_code.current()
    assert start_code.current() == code
    assert start_code.path().stat().st_mode & 0o777 == 0o600
    send(client)
    assert not start_code.path().exists()


@pytest.mark.parametrize("missing", ["name", "purpose", "audience", "languages", "your_name", "email"])
def test_every_question_is_answered(client, missing):
    assert send(client, **{missing: ""}).status_code == 422
    assert not Member.objects.exists()


def test_a_weak_password_is_refused_and_what_was_typed_is_still_there(client):
    answer = send(client, password="wachtwoord")
    assert answer.status_code == 422
    assert "Beter werk maak je samen." in answer.content.decode()
    assert "wachtwoord" not in answer.content.decode()


def test_the_first_steps_are_for_administrators(client):
    make_community()
    assert client.get("/first-steps/").status_code == 302
    client.force_login(make_member("Daan"))
    assert client.get("/first-steps/").status_code == 403
    client.force_login(make_administrator("Anja"))
    assert client.get("/first-steps/").status_code == 200


@pytest.mark.parametrize(
    ("backend", "told"),
    [
        ("django.core.mail.backends.filebased.EmailBackend", True),
        ("django.core.mail.backends.smtp.EmailBackend", False),
    ],
)
def test_the_operator_is_told_while_mail_does_not_leave(client, settings, backend, told):
    make_community()
    client.force_login(make_administrator("Anja"))
    settings.EMAIL_BACKEND = backend
    shown = client.get("/first-steps/", headers={"Accept-Language": "en"}).content.decode()
    assert ("Until you set up a mail server" in shown) is told
