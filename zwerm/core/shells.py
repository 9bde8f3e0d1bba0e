"""A whole page in its frame, as one body with holes: for the pages that are opened most.

The page is rendered once for each form that it may have and for what its reader may do, with a hole wherever it says what other pages of
that form do not, or what is its reader's alone: the slots of the frame, the token of the forms, their key. The words of one page are put
in once; to send it to somebody is then to fill the holes. What one reader has and another has not (a message, a draft) makes it another
page, which is rendered in the common way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
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


@dataclass(frozen=True)
class Shell:
    """A page as it is sent, cut at its holes; what usually stands in a hole is there already."""

    #: Text and fillings in turn, text first and last.
    parts: tuple[bytes, ...]
    #: By the name of a hole, where its fillings are among the parts.
    places: Mapping[str, Sequence[int]]
    #: Says by being another one that the page is.
    digest: bytes

    @classmethod
    def of(cls, body: Body, usual: Mapping[str, str]) -> Shell:
        parts = list(body.segments)
        parts[1::2] = [usual.get(name, "") for name in body.holes]
        places: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(body.holes):
            places[name].append(2 * number + 1)
        sent = tuple(part.encode() for part in parts)
        return cls(sent, dict(places), blake2b(b"".join(sent), digest_size=16).digest())

    def response(self, pieces: Mapping[str, str], token: str) -> HttpResponse:
        """The page with these pieces, and the token of the forms, which says nothing about whether it is the same page."""
        parts, shown = list(self.parts), blake2b(self.digest, digest_size=16)
        for name, piece in pieces.items():
            if name not in self.places:
                continue
            filling = piece.encode()
            shown.update(b"%b\0%b\0" % (name.encode(), filling))
            for place in self.places[name]:
                parts[place] = filling
        for place in self.places.get("token", ()):
            parts[place] = token.encode()
        response = HttpResponse(b"".join(parts))
        response.fingerprint = shown.digest()  # type: ignore[attr-defined]
        return response


def respond(
    request: HttpRequest,
    template: str,
    form: tuple[object, ...],
    *,
    shown: Callable[[], Mapping[str, Any]],
    own: Mapping[str, str],
    version: tuple[object, ...] = (),
    words: Callable[[], Mapping[str, str]] = dict,
    usual: Callable[[], Mapping[str, str]] = dict,
) -> HttpResponse:
    """The page of `template` for the person behind `request`.

    Args:
        form: all that the template asks for, and all that its reader may do; a new value is rendered anew.
        shown: makes the context of the template, of `form` alone: what differs within a form is a hole.
        own: what fills the holes of the page for this reader.
        version: what `words` and `usual` are made of; a new value is another page of the same form.
        words: makes what fills holes for everyone; in it may be `Body.marked`, a body with its own holes.
        usual: makes what fills them where `own` says nothing.
    """
    theme, reader = chosen(request), Reader() if request.user.is_authenticated else AnonymousUser()
    look = (template, theme, reader.is_authenticated, *form)

    def blank() -> Body:
        return bodies.fresh(template, _context(theme, reader, shown()))

    def made() -> Shell:
        return Shell.of(bodies.near(("form", *look), blank).told(words()), usual())

    shell: Shell = bodies.near(("shell", *look, *version), made)
    return shell.response({**own, **_frame(request, shell)}, token(request))


def is_plain(request: HttpRequest) -> bool:
    """Whether nothing waits to be said to this reader above the page."""
    return "messages" not in request.COOKIES  # what of them does not fit there waits in the session


def _context(theme: str, reader: Reader | AnonymousUser, shown: Mapping[str, Any]) -> dict[str, Any]:
    """What a page finds in its context although nobody is there."""
    return {**shown, "user": reader, "csrf_token": hole("token"), "theme": theme, "in_shell": True}


def _frame(request: HttpRequest, shell: Shell) -> dict[str, str]:
    slotted = [name for name in shell.places if name.startswith("slot ")]
    frame = {name: slots.html(name.removeprefix("slot "), request) for name in slotted}
    here = request.get_full_path()
    return {**frame, "back": escape(here), "back:coded": escape(quote(here)), "reader": str(request.user.pk)}
