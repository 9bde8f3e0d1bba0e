"""Who asks, and in whose language the page is: the member's choice, else the cookie's, the browser's, the community's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.functional import SimpleLazyObject
from django.utils.translation.trans_real import parse_accept_lang_header

from zwerm.members.models import Community
from zwerm.members.sessions import who


class Identity(AuthenticationMiddleware):
    """`request.user`, asked when it is needed, and then together with the session."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.session.line = request.META.get("HTTP_USER_AGENT", "")  # type: ignore[attr-defined]
        request.user = SimpleLazyObject(lambda: who(request))  # type: ignore[assignment]


class Language:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        person: Any = request.user
        if person.is_authenticated:
            request.user = getattr(person, "_wrapped", person)  # known by now, and asked a hundred times more
            person.remember()
        with translation.override(chosen(request)):
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            return response


def chosen(request: HttpRequest) -> str:
    """The language of this request: one of the site's languages."""
    known = {code for code, _name in settings.LANGUAGES}
    person = request.user
    if person.is_authenticated and person.language in known:
        return str(person.language)
    cookie = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if cookie in known:
        return cookie
    return _from_browser(request, known)


def _from_browser(request: HttpRequest, known: set[str]) -> str:
    for accepted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        language = accepted.partition("-")[0]
        if language in known:
            return language
    community = Community.current()
    return community.language if community and community.language in known else str(settings.LANGUAGE_CODE)
