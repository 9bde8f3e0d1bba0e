"""What no browser of a person sends, in addresses, headers and cookies; and what every answer promises, also one that refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.test.client import RequestFactory
from django.utils import translation

from tests.hostile.strings import OURS
from tests.hostile.trying import dangers
from tests.laws.floors import FLOORS
from tests.laws.knocking import knocks_of
from tests.laws.world import World
from zwerm.core import mail
from zwerm.core.views import errors

pytestmark = pytest.mark.django_db
NAMES = ["page", "before", "after", "q", "reply", "what", "kind", "language", "next", "section", "title", "code"]
VALUES = [
    "0", "-1", "1e999", "9" * 21, "9" * 5_000, "１", "٣", "1.5", "", "NaN", "%00", "%FF%FE", "%ED%A0%80", "1'", "[]", "0x1",
    "%E2%80%AE", "%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "javascript:alert(1)", "//evil.example", "..%2f..%2f",
]  # fmt: skip
HEADERS = [
    {"accept-language": "x" * 5_000},
    {"accept-language": "nl;q=1e999,*;q=-1,\xff"},
    {"referer": "http://[::1"},
    {"referer": "javascript:alert(1)"},
    {"if-none-match": "\"'\x01"},
    {"if-modified-since": "Mon, 99 Foo 99999"},
    {"range": "bytes=9-1,-"},
    {
        "cookie": 'sessionid="\\377"; csrftoken=<script>; theme=x"onload=1; language=xx; messages=[[; django_language=../x'
    },
    {"x-forwarded-for": "a,b,c"},
    {"content-length": "9e9"},
    {"host": "evil.example"},
    {"host": "["},
]
PATHS = [
    "/members/%FF/", "/%00", "/topics/%D9%A3/", f"/topics/{'9' * 30}/", f"/topics/{'9' * 5_000}/", f"/groups/{'a' * 5_000}/",
    "/media/1/%2e%2e%2f", f"/media/{'9' * 30}/x", "//evil.example/", f"/drafts/topic:{'9' * 18}/", "/posts/9223372036854775808/",
    f"/invitations/{'x' * 3_000}/", "/topics/1/%0d%0aX:y/", "/groups/%E2%80%AEx/", "/static/../settings.py", "/static/%00",
    "/offline/%00/", "/kept/?next=//evil.example",
]  # fmt: skip


def asked(world: World) -> Iterator[tuple[str, dict[str, str]]]:
    """Every page with some of the names, values and headers, each time others."""
    turn = 0
    for module in (module for room in FLOORS if (module := knocks_of(room))):
        for route, one in module.KNOCKS.items():
            if "GET" not in one.words:
                continue
            address = one.address(route, world)
            for _ in range(6):
                turn += 1
                query = f"?{NAMES[turn % len(NAMES)]}={VALUES[turn % len(VALUES)]}"
                yield address + query, HEADERS[turn % len(HEADERS)]
    yield from ((path, {}) for path in PATHS)


def test_no_address_header_or_cookie_breaks_anything(world: World) -> None:
    broken = []
    for address, headers in asked(world):
        for person in (0, 2, 4):
            answer: Any = world.clients[person].get(address, headers=headers)
            page = answer.text if not answer.streaming and "html" in answer.get("Content-Type", "") else ""
            if answer.status_code >= 500 and address.split("?")[0] != "/health":
                broken.append(f"{address[:80]} {headers} answers {answer.status_code}")
            if "evil.example" in answer.get("Location", "").split("?")[0]:
                broken.append(f"{address[:80]} leads to {answer['Location']}")
            broken += [f"{address[:80]}: {one}" for one in dangers(page)]

    assert broken == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_answer_that_refuses_holds_no_script_or_style_either(client: Client, language: str) -> None:
    request: Any = RequestFactory().get("/", headers={"accept-language": language})
    request.user = AnonymousUser()
    with translation.override(language):
        pages = [errors.bad_request(request, ValueError()), errors.too_large(request), errors.broken(request)]
        pages += [errors.away(request), errors.too_many(request)]
    assert [one for page in pages for one in dangers(page.text)] == []
    assert all(f'<html lang="{language}"' in page.text for page in pages)


def test_every_answer_has_the_policy(world: World) -> None:
    strict, member = Client(enforce_csrf_checks=True, raise_request_exception=False), world.clients[2]
    answers = [
        member.get("/nergens/"),
        member.get("/?q=%00"),
        member.get("/imports/"),
        member.put("/me/"),
        strict.post("/me/", {"name": "x"}),
        strict.post("/me/", b"x" * 30_000_000, content_type="text/plain"),
        Client(raise_request_exception=False).get("/", headers={"host": "evil.example"}),
        member.get("/sw.js"),
        member.get("/manifest.webmanifest"),
    ]
    assert {answer.status_code for answer in answers} >= {200, 400, 403, 404, 405, 413}
    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        assert "unsafe" not in policy
        assert "script-src 'self'" in policy or "default-src 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_hostile_words_in_a_mail_stay_words() -> None:
    for words in OURS:
        values = dict.fromkeys(("community_name", "inviter", "places", "purpose"), words)
        values |= {"note": mail.quoted(words), "url": "https://a.example/"}
        letter = mail.letter("members/mail/invitation.txt", values, to="fleur@example.org")
        html = str(letter.alternatives[0][0])
        assert "\n" not in letter.subject
        assert "\r" not in letter.subject
        assert [one for one in dangers(html) if "style" not in one] == []
