"""A request begins with a look at what was written since the last one, so that what the process remembers is true for it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from zwerm.activity import memory


class Remembering:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with memory.request():
            return self.get_response(request)
