"""What every answer of the house has: a validator for pages, headers that keep private pages private, refusals with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from hashlib import blake2b
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.translation import gettext

from zwerm.core import kept, limits
from zwerm.core.answers import wants_data
from zwerm.core.doors import Overtaken, Refused, SignInNeeded
from zwerm.core.views import errors
from zwerm.core.views.pace import too_fast

GetResponse = Callable[[HttpRequest], HttpResponseBase]

#: Django masks the token anew for each page; for "is this the same page?" it does not count.
_token = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')


class PageHeaders:
    """HTML carries an ETag and answers 304 when nothing changed; no shared cache keeps it, and no browser after signing out."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if _ends_session(response):
            response["Clear-Site-Data"] = '"cache"'  # the pages one read are not a step back away
        if not isinstance(response, HttpResponse) or not _is_page(request, response):
            return response
        patch_cache_control(response, private=True, no_cache=True)
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        etag = self._etag(request, response)
        response["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response) or response

    def _etag(self, request: HttpRequest, response: HttpResponse) -> str:
        secret = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
        shown = getattr(response, "fingerprint", None) or _token.sub(b"", response.content)
        digest = blake2b(shown, digest_size=12, key=secret.encode()[:64])
        return f'"{digest.hexdigest()}"'


def _ends_session(response: HttpResponseBase) -> bool:
    cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
    return cookie is not None and cookie["max-age"] == 0


def _is_page(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.method in ("GET", "HEAD")
        and response.status_code == 200
        and response.get("Content-Type", "").startswith("text/html")
        and not response.has_header("ETag")
    )


class Bounds:
    """A request larger than any file we take is answered without keeping any of it.

    A browser reads the answer only after it has sent everything: what comes is read and thrown away, up to a bound.
    """

    #: Bytes that are thrown away; what sends more is no person with a large file.
    MOST_THROWN_AWAY = 150_000_000
    PIECE = 1_000_000

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        length = request.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) <= settings.MOST_BYTES_A_REQUEST:
            return self.get_response(request)
        if int(length) <= self.MOST_THROWN_AWAY:
            self._throw_away(request)
        if wants_data(request):
            return JsonResponse(
                {"error": gettext("A picture or file is larger than this community accepts.")}, status=413
            )
        return errors.too_large(request)

    def _throw_away(self, request: HttpRequest) -> None:
        with suppress(OSError):  # they gave up, or the line broke
            while request.read(self.PIECE):
                pass


class Refusals:
    """A refusal says why: a page with the reason for a member, the way to sign in for a visitor, how long to wait for who hurries."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        seconds = limits.wait_after_all(request)
        return too_fast(request, seconds) if seconds else response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        door = request.resolver_match.view_name if request.resolver_match else ""
        seconds = limits.wait(request, door)
        return too_fast(request, seconds) if seconds else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if isinstance(exception, limits.TooFast):
            return too_fast(request, exception.seconds)
        if not isinstance(exception, Refused | Overtaken):
            return None
        signed_out, status = isinstance(exception, SignInNeeded), 409 if isinstance(exception, Overtaken) else 403
        if wants_data(request):
            return JsonResponse({"reason": str(exception.reason)}, status=401 if signed_out else status)
        if signed_out and request.method in ("GET", "HEAD"):
            return redirect(f"{reverse(settings.LOGIN_URL)}?{urlencode({'next': request.get_full_path()})}")
        words = kept.typed(request)
        if signed_out:
            return errors.signed_out(request, exception.reason, words)
        return render(request, "core/refusal.html", {"reason": exception.reason, "kept": words}, status=status)
