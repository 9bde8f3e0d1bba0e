"""People before a browser: passkeys and a second step for real, and the pages about people without a barrier."""

from __future__ import annotations

import hashlib
import hmac
import struct
import time
from base64 import b32decode
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.looking import barriers
from tests.browser.visitor import Visitor
from zwerm.members.models import Invitation, Member
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "de zon schijnt laag"
PAGES = [
    "/members/carla/",
    "/me/",
    "/invitations/",
    "/account/2fa/",
    "/console/",
    "/console/community/",
]


@pytest.fixture
def anna() -> Member:
    anna = make_member("Anna", language="en", password=PASSWORD)
    make_community(first=anna, languages=["en", "nl"])
    return anna


@pytest.fixture
def carla(anna: Member) -> Member:
    carla = make_member("Carla", headline="Measure what helps", helps_with="Surveys that people fill in honestly")
    Invitation.by_link(by=anna, note="Come in").accept(carla)
    return carla


def with_a_device(page: Page) -> None:
    """Give the browser a device that holds passkeys and always recognises its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def by_password(visitor: Visitor, member: Member) -> Page:
    page = visitor.open("/account/login/")
    page.get_by_text("With a password").click()
    page.locator("#id_login").fill(str(member.email))
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda url: "/account/login/" not in url)
    return page


def show_again(page: Page) -> None:
    """Before how one signs in changes, one shows once more who one is."""
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def code_of_the_app(secret: str) -> str:
    """What an authenticator app shows now (RFC 6238)."""
    digest = hmac.new(b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(int.from_bytes(digest[offset : offset + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06}"


def test_a_passkey_is_added_and_is_enough_to_sign_in(visitor: Callable[..., Visitor], anna: Member) -> None:
    reader = visitor(locale="en-GB")
    page = by_password(reader, anna)
    with_a_device(page)
    reader.open("/account/2fa/webauthn/add/")
    show_again(page)
    page.get_by_label("This passkey alone is enough to sign in").check()
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/recovery-codes/**")
    page.context.clear_cookies()
    reader.open("/account/login/")
    page.get_by_role("button", name="With a passkey").click()
    page.wait_for_url(lambda url: "/account/" not in url)
    assert reader.open("/me/").get_by_role("heading", level=1).inner_text() == "Your profile"


def test_a_second_step_is_asked_after_the_password(visitor: Callable[..., Visitor], anna: Member) -> None:
    reader = visitor(locale="en-GB")
    page = by_password(reader, anna)
    reader.open("/account/2fa/totp/activate/")
    show_again(page)
    secret = page.locator("main code").inner_text()
    page.locator("#id_code").fill(code_of_the_app(secret))
    page.get_by_role("button", name="Use this app").click()
    page.wait_for_url("**/recovery-codes/**")
    recovery = page.locator("pre").inner_text().split()[0]
    page.context.clear_cookies()
    page = by_password(reader, anna)
    assert page.get_by_role("heading", level=1).inner_text() == "The second step"
    page.locator("#id_code").fill(recovery)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/account/" not in url)
    assert reader.open("/me/").get_by_role("heading", level=1).inner_text() == "Your profile"


@pytest.mark.parametrize("address", PAGES)
def test_a_page_about_people_keeps_nobody_out(
    visitor: Callable[..., Visitor], anna: Member, carla: Member, address: str
) -> None:
    reader = visitor(anna, reduced_motion="reduce")
    reader.open(address)
    found = list(barriers(reader.page))
    assert not found, "\n\n".join(found)
    assert not reader.scrolls_sideways()


def test_an_invitation_keeps_nobody_out(visitor: Callable[..., Visitor], anna: Member) -> None:
    stranger = visitor(reduced_motion="reduce")
    stranger.open(Invitation.by_link(by=anna, note="Kom erbij").get_absolute_url())
    found = list(barriers(stranger.page))
    assert not found, "\n\n".join(found)
    assert not stranger.scrolls_sideways()
