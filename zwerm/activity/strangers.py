"""Who is not signed in sees what every other stranger sees: such a page is made once, and again when something it shows has changed.

`@same_for_strangers` before a view says so. The page is remembered (memory.py) whole, but for the token of its forms. It depends on
everything that happens, unless the view names less: `depends(response, memory.place(group.pk))`. A view that answers a stranger with
anything but a page, or sets a cookie, is asked each time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from zwerm.activity import memory
from zwerm.core import tokens

View = Callable[..., HttpResponseBase]

#: Whole pages of 10 to 30 kB, in each web process.
_pages = memory.Shelf(most=500)
_token = re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")\w+')


@dataclass(frozen=True, slots=True)
class Page:
    """The text between the places of the token, the headers, and what says whether it is the same page."""

    text: tuple[bytes, ...]
    headers: tuple[tuple[str, str], ...]
    fingerprint: bytes

    def response(self, request: HttpRequest) -> HttpResponse:
        token = tokens.token(request).encode() if len(self.text) > 1 else b""
        response = HttpResponse(token.join(self.text), headers=dict(self.headers))
        response.fingerprint = self.fingerprint  # type: ignore[attr-defined]
        return response


def same_for_strangers(view: View) -> View:
    """Ask `view` once for all strangers, as long as nothing has changed that it depends on."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method not in ("GET", "HEAD") or _is_known(request):
            return view(request, *args, **kwargs)
        key = _key(request)
        found = _pages.get(key)
        if found is not None:
            page: Page = found.value
            return page.response(request)
        since = memory.house.turn
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponse) and _is_page(response):
            made = _page(response)
            response.fingerprint = made.fingerprint  # type: ignore[attr-defined]  # as every later visitor gets it
            _pages.put(key, getattr(response, "depends_on", (memory.LOG,)), made, since)
        return response

    return asked


def depends(response: HttpResponse, *marks: Hashable) -> HttpResponse:
    """Say that a stranger's page shows nothing but what was made from these (see memory.py)."""
    response.depends_on = marks  # type: ignore[attr-defined]
    return response


def _is_known(request: HttpRequest) -> bool:
    """Signed in, or with something that only this visitor sees: a message, a step of signing in."""
    return bool({settings.SESSION_COOKIE_NAME, "messages"} & request.COOKIES.keys()) or request.user.is_authenticated


def _key(request: HttpRequest) -> Hashable:
    """What else a page depends on: the day is in it, because of "yesterday"."""
    language = request.LANGUAGE_CODE
    theme = request.COOKIES.get("theme", "")
    return request.get_host(), request.get_full_path(), language, theme, timezone.localdate()


def _is_page(response: HttpResponse) -> bool:
    return response.status_code == 200 and not response.streaming and not response.cookies


def _page(response: HttpResponse) -> Page:
    text = tuple(_token.split(response.content))
    return Page(text, tuple(response.items()), blake2b(b"".join(text), digest_size=16).digest())
