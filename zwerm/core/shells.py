"""A whole page in its frame, as one body with holes: for the pages that are opened most.

The page is rendered once for each combination of what it shows and of what its reader may do, with a hole wherever something is theirs
alone: the slots of the frame, the token of the forms, their key. To send it to somebody is then to fill the holes. What one reader has
and another has not (a message, a draft) makes it another page, which is rendered in the common way.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any
from urllib.parse import quote

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from zwerm.core import bodies, slots
from zwerm.core.bodies import Body, hole
from zwerm.core.tokens import token
from zwerm.core.views.theme import chosen


class Reader:
    """A member whom we do not know, for a template that asks."""

    is_authenticated = True
    pk = hole("reader")


def respond(
    request: HttpRequest,
    template: str,
    version: tuple[object, ...],
    shown: Callable[[], Mapping[str, Any]],
    pieces: Mapping[str, str],
) -> HttpResponse:
    """The page of `template` for the person behind `request`.

    Args:
        version: all that the page shows and all that its reader may do; a new value is another page.
        shown: makes the context of the template when it is needed; in it may be `Body.marked`, a body with its own holes.
        pieces: what fills the holes of the page itself.
    """
    theme, reader = chosen(request), Reader() if request.user.is_authenticated else AnonymousUser()
    shell = bodies.body(
        template, ("shell", theme, reader.is_authenticated, *version), lambda: _context(theme, reader, shown())
    )
    return HttpResponse(shell.filled({**pieces, **_frame(request, shell)}))


def is_plain(request: HttpRequest) -> bool:
    """Whether nothing waits to be said to this reader above the page."""
    return "messages" not in request.COOKIES  # what of them does not fit there waits in the session


def _context(theme: str, reader: Reader | AnonymousUser, shown: Mapping[str, Any]) -> dict[str, Any]:
    """What a page finds in its context although nobody is there."""
    return {**shown, "user": reader, "csrf_token": hole("token"), "theme": theme, "in_shell": True}


def _frame(request: HttpRequest, shell: Body) -> dict[str, str]:
    fillings = {name: slots.html(name.partition(" ")[2], request) for name in shell.holes if name.startswith("slot ")}
    here = request.get_full_path()
    back = {"back": escape(here), "back:coded": escape(quote(here))}
    return {**fillings, **back, "token": token(request), "reader": str(request.user.pk)}
