"""The page on which one searches."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from zwerm.core import dates
from zwerm.core.pieces import piece
from zwerm.core.types import Request
from zwerm.search import helping
from zwerm.search.excerpts import excerpt, marked
from zwerm.search.filters import Query, kind_label, read
from zwerm.search.found import Edge, Found, Group
from zwerm.search.mending import answer
from zwerm.search.sources import Hit

#: What a question may hold; a longer one is cut off.
LONGEST = 300


def show(request: Request) -> HttpResponse:
    query = read(request.GET.get("q", "")[:LONGEST], request.user)
    given = answer(query, request.user, Edge.read(request.GET.get("from", "")))
    found, meant = given.found, given.mended
    context = {
        "query": query,
        "found": found,
        "hits": [_drawn(one, found) for one in found.hits],
        "chips": [(one.label, _way(query.without(one))) for one in query.narrowing],
        "narrower": _narrower(query) if found else [],
        "meant": meant,
        "way": meant and _way(meant.typed if meant.sure else meant.asks),
        "wider": _wider(query, request.user) if not found else None,
        "further": _way(given.asked.said, found.further) if found.further else "",
    }
    return render(request, "search/search.html", context)


def _drawn(one: Group, found: Found) -> SafeString:
    """A hit with the words marked that were asked for; the same hit is drawn once."""
    hit = one.best
    return piece(
        "search/parts/hit.html",
        title=marked(hit.title, tuple(found.wanted), tuple(hit.languages)),
        text=_excerpt(hit, found),
        others=tuple((other.url, other.by, _excerpt(other, found)) for other in one.others),
        at=dates.time_tag(hit.at) if hit.at else "",
        **{name: getattr(hit, name) for name in ("url", "kind", "by", "place", "place_url", "solved", "is_solution")},
    )


def _excerpt(hit: Hit, found: Found) -> SafeString:
    return excerpt(hit.text, tuple(found.wanted), tuple(hit.languages))


def _way(said: str, further: str = "") -> str:
    return "?" + urlencode({"q": said} | ({"from": further} if further else {}))


def _narrower(query: Query) -> list[tuple[str, str]]:
    """Filters that can be added with one press; none where a kind was chosen."""
    if any(mark.startswith("=k") for one in query.narrowing for mark in one.marks):
        return []
    return [(kind_label(kind), _way(f"{query.said} {typed}")) for kind, typed in _typed().items()]


def _typed() -> dict[str, str]:
    """Kinds to which one narrows a question with one press, as one would type them."""
    return {
        "question": pgettext("filter as one types it", "kind:question"),
        "blog": pgettext("filter as one types it", "kind:blog"),
        "announcement": pgettext("filter as one types it", "kind:announcement"),
        "person": pgettext("filter as one types it", "kind:person"),
        "group": pgettext("filter as one types it", "kind:group"),
    }


def _wider(query: Query, person: Any) -> tuple[str, str] | None:
    found = helping.wider(query, person)
    return (found.says, _way(found.asks)) if found else None
