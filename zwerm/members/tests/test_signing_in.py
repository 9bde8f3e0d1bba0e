from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.core import mail
from django.test import Client
from django.urls import get_resolver, reverse

from zwerm.activity.models import Entry
from zwerm.members.models import Community, Invitation, Member
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db

CODE = re.compile(r"^ {4}(\S+)$", re.MULTILINE)


@pytest.fixture(autouse=True)
def community():
    return make_community(languages=["en"])


@pytest.fixture
def daan():
    return make_member("Daan")


def code_in(text) -> str:
    found = CODE.search(str(text))
    assert found, text
    return found[1]


def ask_code(client, address):
    return client.post(reverse("account_request_login_code"), {"email": address})


def give_code(client, code: str):
    return client.post(reverse("account_confirm_login_code"), {"code": code})


def test_a_member_signs_in_with_a_code_from_their_mail(client, daan):
    ask_code(client, daan.email)
    response = give_code(client, code_in(mail.outbox[0].body))
    assert response.url == "/"
    assert client.session["_auth_user_id"] == str(daan.pk)


def test_a_wrong_code_lets_nobody_in(client, daan):
    ask_code(client, daan.email)
    response = give_code(client, "BCD-FGH")
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_code_for_an_unknown_address_says_so_only_in_the_mail(client):
    response = ask_code(client, "stranger@example.org")
    assert response.url == reverse("account_confirm_login_code")
    assert "Become a member" in mail.outbox[0].body
    assert mail.outbox[0].to == ["stranger@example.org"]


def test_a_member_signs_in_with_a_password(client):
    make_member("Carla", password="de zon schijnt laag")
    sign_in = {"login": "carla@example.org", "password": "de zon schijnt laag"}
    client.post(reverse("account_login"), sign_in)
    assert "_auth_user_id" in client.session


def test_who_asks_too_often_has_to_wait(daan):
    for _ in range(3):
        ask_code(Client(), daan.email)
    response = ask_code(Client(), daan.email)
    assert b"tried too often" in response.content
    assert len(mail.outbox) == 3


def test_somebody_becomes_a_member_with_a_name_and_an_address(client):
    client.post(reverse("account_signup"), {"name": "Eva  de Boer", "email": "Eva@example.org"})
    client.post(reverse("account_email_verification_sent"), {"code": code_in(mail.outbox[0].body)})
    eva = Member.objects.get(email="eva@example.org")
    assert (eva.name, eva.handle, eva.has_usable_password()) == ("Eva de Boer", "eva-de-boer", False)
    assert client.session["_auth_user_id"] == str(eva.pk)
    assert Entry.objects.filter(verb="member.joined", actor=eva).exists()


def test_who_is_a_member_already_gets_a_mail_that_says_so(client, daan):
    client.post(reverse("account_signup"), {"name": "Daan", "email": daan.email})
    assert "member of De Vakgenoten already" in mail.outbox[0].subject
    assert Member.objects.filter(name="Daan").count() == 1


def test_a_closed_community_says_how_to_get_in(client, community):
    community.change(by=make_member(), joining=Community.Joining.INVITATION)
    response = client.get(reverse("account_signup"))
    assert b"Members bring members here" in response.content


def test_who_accepted_an_invitation_gets_into_a_closed_community(client, community, daan):
    community.change(by=daan, joining=Community.Joining.INVITATION)
    invitation = Invitation.by_link(by=daan)
    assert client.post(invitation.get_absolute_url()).url == reverse("account_signup")
    client.post(reverse("account_signup"), {"name": "Eva", "email": "eva@example.org"})
    client.post(reverse("account_email_verification_sent"), {"code": code_in(mail.outbox[0].body)})
    eva = Member.objects.get(email="eva@example.org")
    assert eva.brought_by == daan
    assert list(invitation.acceptances.values_list("member", flat=True)) == [eva.pk]


def test_a_mail_is_in_the_language_of_its_reader(client):
    daan = make_member("Daan", language="nl")
    ask_code(client, daan.email)
    assert mail.outbox[0].extra_headers["Content-Language"] == "nl"


@pytest.fixture
def post_office() -> Iterator[list[bytes]]:
    """A real mail server on this machine, and what it was handed."""
    received: list[bytes] = []

    class Keep(Message):
        def handle_message(self, message) -> None:
            received.append(message.as_bytes())

    server = Controller(Keep(), hostname="127.0.0.1", port=8265)
    server.start()
    yield received
    server.stop()


def test_the_code_arrives_through_a_real_mail_server(client, daan, settings, post_office):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 8265
    ask_code(client, daan.email)
    message = message_from_bytes(post_office[0], policy=default)
    assert message["To"] == daan.email
    assert "text/html" in [part.get_content_type() for part in message.walk()]
    body = message.get_body(("plain",))
    assert give_code(client, code_in(body.get_content())).url == "/"


def test_without_a_mail_server_the_code_is_in_a_file(client, daan, settings, tmp_path: Path):
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = str(tmp_path)
    ask_code(client, daan.email)
    (file,) = tmp_path.iterdir()
    message = message_from_bytes(file.read_bytes(), policy=default)
    assert give_code(client, code_in(message.get_body(("plain",)).get_content())).url == "/"


def addresses() -> list[str]:
    """Every address of the sign-in library that needs nothing in it."""
    account = get_resolver("allauth.urls").reverse_dict
    return sorted({str(name) for name in account if isinstance(name, str) and not account.getlist(name)[0][0][0][1]})


@pytest.mark.parametrize("who", ["visitor", "member"])
@pytest.mark.parametrize("name", addresses())
def test_every_page_of_signing_in_is_ours(client, name, who, daan):
    if who == "member":
        client.force_login(daan)
    response = client.get(reverse(name), follow=True)
    assert response.status_code in (200, 403, 404, 405), name
    if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
        assert b"zwerm/css/tokens.css" in response.content, name
        names = {template.name for template in response.templates if template.name}
        assert not any(one.startswith("allauth/") for one in names), (name, names)


def test_signing_out_takes_the_pages_out_of_the_browser_too(daan):
    client = Client()
    client.force_login(daan)
    assert "Clear-Site-Data" not in client.get("/").headers
    assert client.post("/account/logout/")["Clear-Site-Data"] == '"cache"'
