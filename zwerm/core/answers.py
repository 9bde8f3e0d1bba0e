"""Two readers of one answer: a person, who is led to a page, and the script of a page, which wants to know what became of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.http import url_has_allowed_host_and_scheme


def wants_data(request: HttpRequest) -> bool:
    """Whether a script asks, and not the browser itself."""
    return "application/json" in request.headers.get("Accept", "")


def done(request: HttpRequest, address: str) -> HttpResponse:
    """The deed was done, and `address` is where it can be seen."""
    return JsonResponse({"url": address}, status=201) if wants_data(request) else HttpResponseRedirect(address)


def came_from(request: HttpRequest) -> str:
    """The page of this house on which somebody pressed a button, or the first page."""
    page = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if safe else "/"
