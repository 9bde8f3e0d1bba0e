"""Law 4, for browsers: behind every door, open or shut, an answer says what a browser has to refuse.

Every address is asked for by a stranger, a member and the administrator: pages, files, refusals, pages that are not there, and those of
the sign-in library. Nothing on a page stands inline, so that the policy can forbid it everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.http.response import HttpResponseBase
from django.test import Client

from tests.laws.knocking import PERSONS, Knock, routes
from tests.laws.test_law_04_doors import EXEMPT, every_knock, plain
from tests.laws.world import World
from zwerm.groups.models import Group
from zwerm.media.models import Upload
from zwerm.media.samples import picture_file

SAID = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
#: Answers that anybody may keep: they hold nothing of anybody.
SHARED = {"/manifest.webmanifest", "/sw.js"}
INLINE = {
    "a script": re.compile(r"<script(?![^>]*\b(?:src=|type=[\"']?application/(?:ld\+)?json))[^>]*>"),
    "a style": re.compile(r"<style\b|<[^>]+\sstyle="),
    "a handler": re.compile(r"<[^>]+\son[a-z]+="),
    "an address that is a script": re.compile(r"(?:href|action|src)=[\"']?\s*javascript:", re.IGNORECASE),
}


def faults(address: str, answer: HttpResponseBase) -> Iterator[str]:
    """What an answer leaves open."""
    for name, value in SAID.items():
        if answer.get(name) != value:
            yield f"{address} ({answer.status_code}): {name} is {answer.get(name)!r}"
    if "camera=()" not in answer.get("Permissions-Policy", ""):
        yield f"{address}: no Permissions-Policy"
    if address.partition("?")[0] not in SHARED and not re.search("private|no-store", answer.get("Cache-Control", "")):
        yield f"{address} ({answer.status_code}): Cache-Control is {answer.get('Cache-Control')!r}"
    policy = answer.get("Content-Security-Policy", "")
    if (
        ("default-src 'self'" not in policy and "default-src 'none'" not in policy)
        or "unsafe" in policy
        or "*" in policy
    ):
        yield f"{address} ({answer.status_code}): the policy is {policy!r}"
    if answer.get("Content-Type", "").startswith("text/html"):
        yield from inline(address, answer.getvalue().decode())


def inline(address: str, page: str) -> Iterator[str]:
    for name, sign in INLINE.items():
        if found := sign.search(page):
            yield f"{address}: {name} stands inline: {found[0][:80]}"


def addresses(world: World) -> Iterator[str]:
    for route, one in every_knock().items():
        if "GET" in one.words:
            yield one.address(route, world)
    door = Knock({}, {"key": "=abc", "uidb36": "=1", "pk": "=1", "user_code": "=abc"})
    for route in routes()[EXEMPT]:
        yield door.address(plain(route), world)
    yield from ("/health", "/bestaat-niet/", "/groups/bestaat-niet/", "/static/bestaat-niet.css")


@pytest.mark.parametrize("person", [0, 2, 4], ids=lambda person: PERSONS[person])
def test_every_answer_says_what_a_browser_has_to_refuse(world: World, person: int) -> None:
    client = world.clients[person]
    found = [fault for address in addresses(world) for fault in faults(address, client.get(address))]

    assert found == []


def test_a_form_that_is_not_taken_is_answered_as_carefully(world: World, settings: Any) -> None:
    address = f"/groups/{world.group.slug}/roles/"
    refused = world.clients[2].post(address)
    strict = Client(enforce_csrf_checks=True)
    expired = strict.post("/account/login/", {"login": "daan@example.org"})
    elsewhere = strict.get("/", headers={"Host": "elsewhere.example.org"})
    settings.MOST_BYTES_A_REQUEST = 10
    large = world.clients[2].post(address, {"body": "x" * 100})
    answers = (refused, expired, elsewhere, large)

    assert [one.status_code for one in answers] == [403, 403, 400, 413]
    assert [fault for one in answers for fault in faults(address, one)] == []


def test_a_page_that_broke_is_guarded_too(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Group, "get_absolute_url", lambda self: 1 / 0)
    broken = world.clients[2].get("/groups/")

    assert broken.status_code == 500
    assert list(faults("/groups/", broken)) == []


def test_a_file_does_nothing_by_itself_and_is_kept_by_nobody_else(world: World) -> None:
    upload = Upload.bring(picture_file(), by=world.member)
    answer = world.clients[2].get(upload.get_absolute_url())

    assert answer.status_code == 200
    assert list(faults(upload.get_absolute_url(), answer)) == []
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"].startswith("private")


def test_cookies_are_read_by_no_script_and_sent_by_no_other_site(world: World) -> None:
    login = world.clients[0].get("/account/login/")

    for name, cookie in [*login.cookies.items(), *world.clients[2].cookies.items()]:
        if name == "sessionid" and not cookie["httponly"]:
            continue  # the test client put it there itself
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name


@pytest.mark.parametrize(
    "page", ["<script>go()</script>", "<p style='x'>", "<b onclick=go()>", "<a href='javascript:go()'>"]
)
def test_what_stands_inline_is_seen(page: str) -> None:
    assert list(inline("/", page)) != []
    assert list(inline("/", '<script src="/static/a.js"></script><script type="application/json">{}</script>')) == []
