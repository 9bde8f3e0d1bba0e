"""Pages that one reaches by a way, and not by their address alone: the steps of signing in, and the states a page can be in."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY as FOR_WHOM
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.template.loader import render_to_string
from django.utils import translation

from tests.browser.visitor import Visitor
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.samples import make_group
from zwerm.members.models import Invitation

World = Any  # the world of the laws, with what every room furnished it with
Walk = Callable[[Visitor, World], Any]
PASSWORD = "de zon schijnt laag"
WALKS: dict[str, tuple[str, Walk]] = {}


def walk(kind: str, person: str = "member") -> Callable[[Walk], Walk]:
    """The way of this person to one kind of page."""

    def written(way: Walk) -> Walk:
        WALKS[kind] = (person, way)
        return way

    return written


def furnish(world: World) -> None:
    """Daan has a password, an app for the second step and codes for when that is lost; somebody may ask to join elsewhere."""
    for member in (world.member, world.author, world.moderator):
        member.set_password(PASSWORD)
        member.save()
    TOTP.activate(world.member, generate_totp_secret())
    RecoveryCodes.activate(world.member)
    world.asked = make_group("Vragen", owner=world.outsider, joining="request")
    world.mailed = Invitation.by_mail("wim@example.org", by=world.member, note="Kom erbij.")
    world.long = make_topic("Een lang gesprek", group=world.group, by=world.author)
    for number in range(25):
        make_reply(world.long, by=world.author, body=f"Antwoord {number}")


def just_signed_in(visitor: Visitor, *, ago: int = 0) -> None:
    """The session remembers that somebody showed who they are, so many seconds ago."""
    cookies = {one["name"]: one["value"] for one in visitor.page.context.cookies()}
    session = import_module(settings.SESSION_ENGINE).SessionStore(cookies[settings.SESSION_COOKIE_NAME])
    session["account_authentication_methods"] = [
        {"method": "password", "at": time.time() - ago, "reauthenticated": True}
    ]
    session[FOR_WHOM] = session[SESSION_KEY]
    session.save()


@walk("account/reauthenticate/", "author")
def show_again(visitor: Visitor, world: World) -> None:
    just_signed_in(visitor, ago=9000)
    visitor.open("/account/reauthenticate/")


@walk("account/2fa/reauthenticate/")
def show_again_by_app(visitor: Visitor, world: World) -> None:
    just_signed_in(visitor, ago=9000)
    visitor.open("/account/2fa/reauthenticate/")


@walk("account/password/change/", "author")
def other_password(visitor: Visitor, world: World) -> None:
    just_signed_in(visitor)
    visitor.open("/account/password/change/")


@walk("account/2fa/totp/deactivate/")
def without_the_app(visitor: Visitor, world: World) -> None:
    just_signed_in(visitor)
    visitor.open("/account/2fa/totp/deactivate/")


@walk("account/2fa/recovery-codes/")
def recovery_codes(visitor: Visitor, world: World) -> None:
    just_signed_in(visitor)
    visitor.open("/account/2fa/recovery-codes/")


@walk("account/2fa/webauthn/keys/<int:pk>/edit/", "author")
def rename_a_passkey(visitor: Visitor, world: World) -> None:
    visitor.open(f"/account/2fa/webauthn/keys/{_passkey(visitor, world)}/edit/")


@walk("account/2fa/webauthn/keys/<int:pk>/remove/", "author")
def remove_a_passkey(visitor: Visitor, world: World) -> None:
    visitor.open(f"/account/2fa/webauthn/keys/{_passkey(visitor, world)}/remove/")


@walk("account/2fa/webauthn/reauthenticate/", "author")
def show_again_by_passkey(visitor: Visitor, world: World) -> None:
    _passkey(visitor, world)
    just_signed_in(visitor, ago=9000)
    visitor.open("/account/2fa/webauthn/reauthenticate/")


def _passkey(visitor: Visitor, world: World) -> int:
    """The number of a passkey that was made in this browser, once in a world."""
    from tests.browser.test_people import with_a_device

    just_signed_in(visitor)
    keys = world.author.authenticator_set.filter(type="webauthn")
    if not keys.exists():
        with_a_device(visitor.page)
        visitor.open("/account/2fa/webauthn/add/").locator("main form .button.primary").click()
        visitor.page.wait_for_url(lambda address: "/add/" not in address)
    return int(keys.get().pk)


@walk("account/2fa/authenticate/", "stranger")
def second_step(visitor: Visitor, world: World) -> None:
    visitor.open("/account/login/")
    _by_password(visitor, world.member)
    visitor.page.wait_for_url("**/2fa/authenticate/**")


def _by_password(visitor: Visitor, member: Any) -> None:
    visitor.page.locator("details.more summary").click()
    visitor.page.locator("#id_login").fill(member.email)
    visitor.page.locator("#id_password").fill(PASSWORD)
    visitor.page.locator("#id_password").press("Enter")


@walk("account/login/code/confirm/", "stranger")
def code_by_mail(visitor: Visitor, world: World) -> None:
    page = visitor.open("/account/login/")
    page.locator("#code_email").fill(world.outsider.email)
    page.locator("#code_email").press("Enter")
    page.wait_for_url("**/code/confirm/**")


@walk("account/password/reset/confirm/", "stranger")
def forgotten_password(visitor: Visitor, world: World) -> None:
    page = visitor.open("/account/password/reset/")
    page.locator("#id_email").fill(world.outsider.email)
    page.locator("#id_email").press("Enter")
    page.wait_for_url("**/reset/confirm/**")


@walk("account/confirm-email/", "stranger")
def new_address(visitor: Visitor, world: World) -> None:
    world.community.joining = "open"
    world.community.save()
    page = visitor.open("/account/signup/")
    for field, words in (
        ("name", "Iris"),
        ("email", f"iris{time.monotonic_ns()}@example.org"),
        ("password1", PASSWORD),
    ):
        if page.locator(f"#id_{field}").count():
            page.locator(f"#id_{field}").fill(words)
    page.locator("main form .button.primary").first.click()
    page.wait_for_url("**/confirm-email/**")


@walk("kept/", "stranger")
def kept_while_signing_in(visitor: Visitor, world: World) -> None:
    visitor.sign_in(world.moderator)
    page = visitor.open(world.topic.get_absolute_url())
    page.locator("form[data-editor] textarea").fill("Dit schreef ik nog.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.evaluate("document.querySelector('form[data-editor]').submit()")
    page.locator("a[href*='next=/kept/']").click()
    _by_password(visitor, world.moderator)
    page.wait_for_url("**/kept/")
    visitor.troubles.clear()


@walk("groups/<slug:slug>/request/")
def ask_to_join(visitor: Visitor, world: World) -> None:
    visitor.open(f"{world.asked.get_absolute_url()}request/")


@walk("invitations/<slug:code>/stop/", "stranger")
def no_more_invitations(visitor: Visitor, world: World) -> None:
    visitor.open(f"/invitations/{world.mailed.code}/stop/")


@walk("an invitation that is over", "stranger")
def closed_invitation(visitor: Visitor, world: World) -> None:
    _expecting(visitor, 410, "/invitations/abc/")


@walk("nothing at this address")
def not_there(visitor: Visitor, world: World) -> None:
    _expecting(visitor, 404, "/nergens/")


@walk("a refusal with its reason")
def refused(visitor: Visitor, world: World) -> None:
    _expecting(visitor, 403, "/console/")


def _expecting(visitor: Visitor, status: int, address: str) -> None:
    """Chromium notes an answer like this as trouble; here it is what we came for."""
    visitor.open(address)
    visitor.troubles[:] = [one for one in visitor.troubles if f"status of {status}" not in one]


@walk("a long conversation, with the menu of a post")
def long_conversation(visitor: Visitor, world: World) -> None:
    page = visitor.open(world.long.get_absolute_url())
    page.locator("#post-3 summary").click()


@walk("the second page of a conversation", "stranger")
def later_page(visitor: Visitor, world: World) -> None:
    visitor.open(f"{world.long.get_absolute_url()}?page=2")


@walk("a closed conversation")
def closed(visitor: Visitor, world: World) -> None:
    visitor.open(world.solved.get_absolute_url())


@walk("a closed conversation, with the menu of its moderator", "moderator")
def tended(visitor: Visitor, world: World) -> None:
    page = visitor.open(world.solved.get_absolute_url())
    page.locator("#topic-deeds summary").click()


@walk("the menu of oneself")
def own_menu(visitor: Visitor, world: World) -> None:
    visitor.open("/groups/").locator(".side-me summary").click()


@walk("the help with keys")
def key_help(visitor: Visitor, world: World) -> None:
    page = visitor.open("/")
    page.keyboard.press("?")
    page.locator("#key-help[open]").wait_for()


@walk("the editor, with a preview")
def previewed(visitor: Visitor, world: World) -> None:
    text = _editor(visitor, world)
    text.fill("# Kop\n\nWoorden met *nadruk*, een [verwijzing](/groups/) en\n\n- een\n- twee\n\n> citaat\n\n`code`")
    visitor.page.locator("[data-editor-preview]").click()
    visitor.page.locator(".editor-preview h1, .editor-preview h2, .editor-preview h3").first.wait_for()


@walk("the editor, while choosing a name")
def mentioning(visitor: Visitor, world: World) -> None:
    _editor(visitor, world).press_sequentially("Dag @Car")
    visitor.page.get_by_role("option").first.wait_for()


def _editor(visitor: Visitor, world: World) -> Any:
    page = visitor.open(f"{world.group.get_absolute_url()}topics/")
    page.locator("[data-editor=ready]").wait_for()
    text = page.locator("#id_body")
    text.fill("")
    return text


@walk("everything read, nothing waiting")
def empty(visitor: Visitor, world: World) -> None:
    page = visitor.open("/new/")
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.locator("#act").evaluate("form => { form.action = '/new/'; form.requestSubmit() }")
    visitor.open("/new/")
    visitor.page.locator(".empty").wait_for()


@walk("a removed post", "author")
def removed(visitor: Visitor, world: World) -> None:
    visitor.open(world.removed.topic.get_absolute_url())


def _fault(kind: str) -> Walk:
    def way(visitor: Visitor, world: World) -> None:
        with translation.override(visitor.page.evaluate("navigator.language.slice(0, 2)")):
            visitor.show(render_to_string(f"core/errors/{kind}.html"))

    return way


for fault in ("400", "413", "429", "500", "503", "csrf"):
    WALKS[f"what went wrong: {fault}"] = ("stranger", _fault(fault))
