"""What goes wrong, said plainly: what happened, that nothing was lost, and the way on."""

from __future__ import annotations

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from zwerm.core import kept
from zwerm.core.answers import came_from, wants_data
from zwerm.core.types import Request


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return too_large(request) if isinstance(exception, RequestDataTooBig) else _plain(400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "core/errors/403.html", status=403)


def not_found(request: Request, exception: Exception) -> HttpResponse:
    words = kept.typed(request)
    if words and not request.user.is_authenticated:
        return signed_out(request, "", words, status=404)
    return render(request, "core/errors/404.html", {"kept": words}, status=404)


def signed_out(request: HttpRequest, reason: object, words: kept.Kept, status: int = 403) -> HttpResponse:
    """Somebody sent what only members send, or to where only members are: their words wait until they have signed in."""
    if words:
        kept.keep(request, words)
    shown = {"reason": reason, "kept": words, "next": reverse("core:kept") if words else came_from(request)}
    return render(request, "core/signed_out.html", shown, status=status)


def expired_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The token of a form did not fit: the page stood open too long, or the browser keeps no cookies."""
    if wants_data(request):
        return JsonResponse({"expired": True}, status=403)
    shown = {"kept": kept.typed(request), "again": True} if kept.comes_from_here(request) else {}
    return render(request, "core/errors/csrf.html", shown, status=403)


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
