"""What goes wrong, said plainly: what happened, that nothing was lost, and the way on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from zwerm.core.answers import wants_data


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain(400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "core/errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "core/errors/404.html", status=404)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of a form did not fit: the page stood open too long, or the browser keeps no cookies."""
    if wants_data(request):
        return JsonResponse({"expired": True}, status=403)
    return HttpResponse(render_to_string("core/errors/csrf.html"), status=403)


def too_large(request: HttpRequest) -> HttpResponse:
    return _plain(413)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _plain(429)


def broken(request: HttpRequest) -> HttpResponse:
    return _plain(500)


def away(request: HttpRequest) -> HttpResponse:
    return _plain(503)


def _plain(status: int) -> HttpResponse:
    """A page that asks nothing of database, session or rooms: one of them may be what is broken."""
    return HttpResponse(render_to_string(f"core/errors/{status}.html"), status=status)
