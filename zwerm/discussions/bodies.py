"""The shared bodies of conversations: the posts on a page of a topic, the lines of a list. They know nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from zwerm.core import bodies, dates, slots
from zwerm.core.bodies import Body
from zwerm.core.pieces import piece
from zwerm.discussions import shown
from zwerm.discussions.drawing import Around, drawn
from zwerm.discussions.models import Topic
from zwerm.discussions.models.post import PAGE
from zwerm.discussions.newest import Brief
from zwerm.groups import keepers
from zwerm.live.templatetags.live import live
from zwerm.reactions.models import names_by_subject

#: Page numbers shown around the current one.
NEAR = 2


def topic_body(topic: Topic, page: int) -> Body:
    """The posts of one page, as everyone who may see the topic sees them."""
    version = (topic.pk, topic.version, topic.group.roles_version, page)
    return bodies.made("discussions/bodies/topic.html", version, lambda: _page(topic, page))


def later_body(topic: Topic, after: int) -> Body:
    """The posts after number `after` that stand on one page with the next: what a page that stayed open does not show yet."""
    version = (topic.pk, topic.version, topic.group.roles_version, after)
    return bodies.body("discussions/bodies/later.html", version, lambda: _later_context(topic, after))


def _later_context(topic: Topic, after: int) -> dict[str, Any]:
    posts = _posts(topic, after // PAGE + 1)
    return {"topic": topic, "posts": [drawn for number, drawn in posts if number > after]}


def _page(topic: Topic, page: int) -> Body:
    posts, pages = _posts(topic, page), (topic.last_number - 1) // PAGE + 1
    words = {
        "first": "".join(drawn for number, drawn in posts if number == 1),
        "solution": _part("solution", topic) if page == 1 and topic.solution_id else "",
        "live": live("topic", topic.pk, topic.version, topic.last_number),
        "later": reverse("discussions:replies", args=[topic.pk]),
        "until": str(page * PAGE),
        "next": str(page + 1),
        "replies": "\n".join(drawn for number, drawn in posts if number != 1),
        "closed": _part("closed", topic) if topic.is_closed else "",
        "foot": slots.html("topic.foot", None, topic=topic) if page == pages else "",
        "pages": pager(page, pages) if pages > 1 else "",
    }
    return bodies.cut(_blank(get_language()).filled(words))


@lru_cache(maxsize=8)
def _blank(_language: str | None) -> Body:
    return bodies.fresh("discussions/bodies/topic.html", {})


def _part(name: str, topic: Topic) -> str:
    return render_to_string(f"discussions/bodies/{name}.html", {"topic": topic})


def _posts(topic: Topic, page: int) -> list[tuple[int, SafeString]]:
    """Each post of a page: its number, and as it is drawn."""
    first = (page - 1) * PAGE + 1
    posts = shown.between(topic.pk, first, first + PAGE)
    given = names_by_subject("discussions.post", [post.pk for post in posts])
    around = Around(topic, dates.Clock(), keepers.roles(topic.group), given)
    return [(post.number, drawn(post, around)) for post in posts]


def pager(page: int, pages: int) -> SafeString:
    """The links between the pages of a topic."""
    return piece("discussions/bodies/pages.html", page=page, pages=pages, near=tuple(near(page, pages)))


def near(page: int, pages: int) -> list[int]:
    """Page numbers worth a link: the first, the last, and those around this one; 0 stands for a gap."""
    wanted = sorted({1, pages, *range(max(page - NEAR, 1), min(page + NEAR, pages) + 1)})
    numbers: list[int] = []
    for number in wanted:
        if numbers and number - numbers[-1] > 1:
            numbers.append(0)
        numbers.append(number)
    return numbers


def lines_body(topics: Sequence[Topic], *, show_group: bool) -> Body:
    """A list of conversations, a line each; `topics` come from `Topic.objects.for_list()`."""
    shown = tuple((topic.pk, topic.version, topic.group.name) for topic in topics)
    return _lines(shown, show_group, lambda: topics)


def lines_of(briefs: Sequence[Brief]) -> Body:
    """The same, with their groups, of which only so much is known: what else a line shows is asked when no body stands ready."""
    shown = tuple((brief.pk, brief.version, brief.group) for brief in briefs)
    return _lines(shown, True, lambda: _in_order([brief.pk for brief in briefs]))


def _lines(shown: tuple[object, ...], show_group: bool, topics: Callable[[], Sequence[Topic]]) -> Body:
    version = (show_group, *shown)
    return bodies.body("discussions/bodies/lines.html", version, lambda: {"topics": topics(), "show_group": show_group})


def _in_order(keys: Sequence[int]) -> list[Topic]:
    found = Topic.objects.for_list().standing().in_bulk(keys)
    return [found[key] for key in keys if key in found]
