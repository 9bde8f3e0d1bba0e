"""Hits as HTML: rendered once for each form that a hit may have, and filled with the words of each."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString

from zwerm.core import bodies, dates
from zwerm.core.bodies import hole, hole_name
from zwerm.search.excerpts import excerpt, marked
from zwerm.search.found import Found, Group
from zwerm.search.sources import Hit

TEMPLATE = "search/parts/hit.html"


class Form(NamedTuple):
    """What of a hit is not words: the template asks for these."""

    kind: str
    solved: bool
    is_solution: bool
    #: Whether it says something by itself, by whom, when and where.
    has_text: bool
    has_author: bool
    has_moment: bool
    has_place: bool
    #: How many others were found in the same conversation.
    others: int


def hits(found: Found) -> SafeString:
    """What was found, with the words marked that were asked for."""
    clock = dates.Clock()
    return SafeString("".join(_drawn(one, found, clock) for one in found.hits))


def _drawn(one: Group, found: Found, clock: dates.Clock) -> str:
    hit, text = one.best, _excerpt(one.best, found)
    form = Form(
        hit.kind, hit.solved, hit.is_solution, bool(text), bool(hit.by), bool(hit.at), bool(hit.place), len(one.others)
    )
    words = {
        "url": escape(hit.url),
        "title": marked(hit.title, tuple(found.wanted), tuple(hit.languages)),
        "text": text,
        "by": escape(hit.by),
        "place": escape(hit.place),
        "place url": escape(hit.place_url),
        "at": clock.tag(hit.at) if hit.at else "",
    }
    for number, other in enumerate(one.others):
        words |= {hole_name("other url", number): escape(other.url), hole_name("other by", number): escape(other.by)}
        words[hole_name("other text", number)] = _excerpt(other, found)
    return bodies.near((TEMPLATE, *form), lambda: bodies.fresh(TEMPLATE, _blank(form))).filled(words)


def _blank(form: Form) -> dict[str, object]:
    """What the template finds: a hit whose words are holes."""
    others = range(form.others)
    return {
        **form._asdict(),
        **{name: hole(name) for name in ("url", "title")},
        "text": form.has_text and hole("text"),
        "by": form.has_author and hole("by"),
        "at": hole("at") if form.has_moment else "",
        "place": form.has_place and hole("place"),
        "place_url": hole("place url"),
        "others": [tuple(hole(f"other {name}", number) for name in ("url", "by", "text")) for number in others],
    }


def _excerpt(hit: Hit, found: Found) -> SafeString:
    return excerpt(hit.text, tuple(found.wanted), tuple(hit.languages))
