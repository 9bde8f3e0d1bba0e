"""The token of a form is Django's in all but the time it takes."""

from __future__ import annotations

from collections import Counter

from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_TOKEN_LENGTH, _unmask_cipher_token  # type: ignore[attr-defined]
from django.test import RequestFactory

from zwerm.core import tokens

SECRET = "azAZ09" + CSRF_ALLOWED_CHARS[18:44]


def test_django_finds_the_secret_behind_the_mask() -> None:
    request = RequestFactory().get("/")
    request.META["CSRF_COOKIE"] = SECRET
    made = {tokens.token(request) for _ in range(200)}
    assert len(made) == 200, "a mask was used twice"
    assert all(len(token) == CSRF_TOKEN_LENGTH and set(token) <= set(CSRF_ALLOWED_CHARS) for token in made)
    assert {_unmask_cipher_token(token) for token in made} == {SECRET}
    assert request.META["CSRF_COOKIE_NEEDS_UPDATE"] is True


def test_a_browser_without_a_secret_gets_one() -> None:
    request = RequestFactory().get("/")
    token = tokens.token(request)
    assert _unmask_cipher_token(token) == request.META["CSRF_COOKIE"]


def test_each_letter_is_as_likely_as_another() -> None:
    taken = bytes(range(256)).translate(tokens.LETTERS, tokens.UNEVEN).decode()
    assert Counter(taken) == dict.fromkeys(CSRF_ALLOWED_CHARS, 4)
