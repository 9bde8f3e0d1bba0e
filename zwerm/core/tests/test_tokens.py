"""The token of a form is Django's in all but the time it takes."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.handlers.wsgi import WSGIRequest
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_TOKEN_LENGTH, _unmask_cipher_token  # type: ignore[attr-defined]
from django.test import RequestFactory

from zwerm.core import tokens
from zwerm.members.models import Member

SECRET = "azAZ09" + CSRF_ALLOWED_CHARS[18:44]


def asked(person: Any) -> WSGIRequest:
    request = RequestFactory().get("/")
    request.user = person
    return request


def test_django_finds_the_secret_behind_the_mask() -> None:
    request = asked(AnonymousUser())
    request.META["CSRF_COOKIE"] = SECRET
    made = {tokens.token(request) for _ in range(200)}
    assert len(made) == 200, "a mask was used twice"
    assert all(len(token) == CSRF_TOKEN_LENGTH and set(token) <= set(CSRF_ALLOWED_CHARS) for token in made)
    assert {_unmask_cipher_token(token) for token in made} == {SECRET}
    assert request.META["CSRF_COOKIE_NEEDS_UPDATE"] is True


def test_a_browser_without_a_secret_gets_one() -> None:
    for person in (AnonymousUser(), Member()):
        request = asked(person)
        token = tokens.token(request)
        assert _unmask_cipher_token(token) == request.META["CSRF_COOKIE"]
        assert request.META["CSRF_COOKIE_NEEDS_UPDATE"] is True


def test_a_member_keeps_the_cookie_that_came_with_signing_in() -> None:
    request = asked(Member())
    request.META["CSRF_COOKIE"] = SECRET
    tokens.token(request)
    assert "CSRF_COOKIE_NEEDS_UPDATE" not in request.META
    assert settings.CSRF_COOKIE_AGE > settings.SESSION_COOKIE_AGE


def test_each_letter_is_as_likely_as_another() -> None:
    taken = bytes(range(256)).translate(tokens.LETTERS, tokens.UNEVEN).decode()
    assert Counter(taken) == dict.fromkeys(CSRF_ALLOWED_CHARS, 4)
