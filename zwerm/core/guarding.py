"""What every answer says to a browser: pages, refusals, errors, files."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import HEADER
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

#: What a page of ours never asks of a device, so that nothing in one can.
UNUSED = ("accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb")  # fmt: skip
SAID = {
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}


class Headers:
    """Stands outermost. Where an answer says something else itself, that holds: a file that never changes may be kept."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        for name, value in SAID.items():
            response.headers.setdefault(name, value)
        return response


class Policy:
    """The content security policy, the same on every page and so put together once. What is handed out with its own keeps that."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._said = ""
        self._of: object = None

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if settings.DEBUG and response.status_code in (404, 500):
            return response  # Django's own page for who builds, which has its style inline
        if self._of is not settings.CONTENT_SECURITY_POLICY:
            self._said = build_policy()
            self._of = settings.CONTENT_SECURITY_POLICY  # last, so that no thread says less
        response.headers.setdefault(HEADER, self._said)
        return response
