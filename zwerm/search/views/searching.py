"""The page on which one searches."""

from __future__ import annotations

from html import escape
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext

from zwerm.core import shells
from zwerm.core.bodies import hole, hole_name
from zwerm.core.types import Request
from zwerm.members.models import Community
from zwerm.search import helping
from zwerm.search.drawing import hits
from zwerm.search.filters import Query, kind_label, read
from zwerm.search.found import Edge, Found
from zwerm.search.mending import answer

#: What a question may hold; a longer one is cut off.
LONGEST = 300


def show(request: Request) -> HttpResponse:
    query = read(request.GET.get("q", "")[:LONGEST], request.user)
    given = answer(query, request.user, Edge.read(request.GET.get("from", "")))
    found, meant = given.found, given.mended
    further = _way(given.asked.said, found.further) if found.further else ""
    if found and not (query.filters or meant) and shells.is_plain(request):
        return _filled(request, query, found, further)
    context = {
        "query": query,
        "found": found,
        "hits": hits(found),
        "chips": [(one.label, _way(query.without(one))) for one in query.narrowing],
        "narrower": _narrower(query) if found else [],
        "meant": meant,
        "way": meant and _way(meant.typed if meant.sure else meant.asks),
        "plain": helping.unquoted(query.words),
        "wider": _wider(query, request.user) if not found else None,
        "further": further,
    }
    return render(request, "search/search.html", context)


def _filled(request: Request, query: Query, found: Found, further: str) -> HttpResponse:
    """The same page for a question of words alone that found something: rendered once, and filled with what was found."""
    community = Community.current()
    form, ways = (found.whole, bool(further), community and community.name), _narrower(query)
    return shells.respond(
        request,
        "search/search.html",
        form,
        shown=lambda: {
            "community": community,
            "query": SimpleNamespace(said=hole("said")),
            "found": SimpleNamespace(whole=found.whole),
            "hits": hole("hits"),
            "narrower": [(label, hole("way", nth)) for nth, (label, _asks) in enumerate(ways)],
            "further": further and hole("further"),
        },
        own={
            "said": escape(query.said),
            "hits": hits(found),
            "further": escape(further),
            **{hole_name("way", nth): escape(way) for nth, (_label, way) in enumerate(ways)},
        },
    )


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
