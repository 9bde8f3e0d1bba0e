"""One URL, one noun: a function for each HTTP verb, and 405 for the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

Handler = Callable[..., HttpResponseBase]

#: Verbs that a plain HTML form sends as POST with a field `_method`.
FORM_VERBS = frozenset({"PUT", "PATCH", "DELETE"})


def resource(**handlers: Handler) -> Handler:
    """Route each HTTP verb of one URL to its own function: `resource(get=show, post=create, delete=remove)`.

    A form can only GET and POST; it asks for another verb in the field `_method`. The override is read here, after Django's
    CSRF check has seen a real POST, and never in a middleware (the check reads the token from the body only for POST).
    """
    verbs = {name.upper(): handler for name, handler in handlers.items()}
    if "GET" in verbs:
        verbs.setdefault("HEAD", verbs["GET"])
    allowed = sorted({*verbs, "OPTIONS"})

    def view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers={"Allow": ", ".join(allowed)})
        if _holds_nul(request):
            raise BadRequest("a NUL, which no database column holds")
        handler = verbs.get(verb_of(request))
        if handler is None:
            return HttpResponseNotAllowed(allowed)
        return handler(request, *args, **kwargs)

    view.verbs = tuple(verbs)  # type: ignore[attr-defined]
    return view


def _holds_nul(request: HttpRequest) -> bool:
    """Whether what was sent holds a character that PostgreSQL cannot keep nor look for; no browser of a person sends one."""
    fields = (request.GET, request.POST) if request.method == "POST" else (request.GET,)
    texts = (text for values in fields for _, listed in values.lists() for text in listed)
    return "\0" in request.path or any("\0" in text for text in texts)


def verb_of(request: HttpRequest) -> str:
    """The HTTP verb that is meant, in capitals: the method, or what a posted form's `_method` asks for."""
    if request.method == "POST":
        asked = request.POST.get("_method", "").upper()
        if asked in FORM_VERBS:
            return asked
    return request.method or "GET"
