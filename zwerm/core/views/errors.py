"""What goes wrong, said plainly: what happened, that nothing was lost, and the way on."""

from __future__ import annotations

import sys
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from zwerm.core import kept
from zwerm.core.answers import came_from, wants_data
from zwerm.core.away import is_away
from zwerm.core.types import Request

#: Seconds after which a browser or a script may try again.
AGAIN = 30


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
    """Django asks this while the error is in hand; one that goes by itself is told otherwise."""
    return away(request) if is_away(sys.exc_info()[1]) else _plain(500)


def away(request: HttpRequest) -> HttpResponse:
    """Something is not there just now. Who was sending something gets it back, to send it again."""
    with translation.override(_language(request)):
        if wants_data(request):
            says = gettext("The community is away for a moment and comes back by itself.")
            answer: HttpResponse = JsonResponse({"error": says}, status=503)
        else:
            answer = HttpResponse(render_to_string("core/errors/503.html", _sent(request)), status=503)
    answer["Retry-After"] = str(AGAIN)
    answer["Cache-Control"] = "no-store"
    return answer


def _sent(request: HttpRequest) -> dict[str, Any]:
    """What a page of ours was sending, with the token that it had: the check of it may not have been reached."""
    words = kept.typed(request)
    if not words or not kept.comes_from_here(request):
        return {}
    return {"kept": words, "again": True, "csrf_token": request.POST.get("csrfmiddlewaretoken", "")}


def _language(request: HttpRequest) -> str:
    """The reader's, as far as it is known without asking the database."""
    return getattr(request, "LANGUAGE_CODE", None) or translation.get_language_from_request(request)


def _plain(status: int) -> HttpResponse:
    """A page that asks nothing of database, session or rooms: one of them may be what is broken."""
    return HttpResponse(render_to_string(f"core/errors/{status}.html"), status=status)
