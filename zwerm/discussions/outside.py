"""A conversation as a stranger finds it: all that stands round the posts, rendered once for each form that may have, and filled."""

from __future__ import annotations

from html import escape
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.html import conditional_escape

from zwerm.core import dates, shells
from zwerm.core.bodies import hole
from zwerm.discussions.models import Topic
from zwerm.discussions.models.addresses import post_page
from zwerm.groups.models import Group
from zwerm.members.models import Community


class Form(NamedTuple):
    """What of a conversation is not words: the template asks for these."""

    kind: str
    is_closed: bool
    is_pinned: bool
    is_solved: bool
    has_rail: bool
    #: Whether it is not the first page.
    is_later: bool


def respond(request: HttpRequest, topic: Topic, shown: dict[str, Any]) -> HttpResponse:
    """The page for a stranger, who may see it: the group is public."""
    community = Community.current()
    form = Form(
        topic.kind, topic.is_closed, topic.is_pinned, bool(topic.solution_id), shown["has_rail"], shown["page"] > 1
    )
    return shells.respond(
        request,
        "discussions/topic.html",
        (*form, community and (community.name, community.joining)),
        shown=lambda: {"community": community, **_blank(form)},
        own={name: conditional_escape(shown[name]) for name in OWN} | _words(topic),
    )


#: What stands round the posts that is different on each page.
OWN = ("address", "at", "body", "crumbs", "latest")


def _blank(form: Form) -> dict[str, Any]:
    """What the template finds: a conversation whose words are holes, in a group that everyone may see."""
    return {
        **{name: hole(name) for name in OWN},
        "topic": _topic(form),
        "group": SimpleNamespace(visibility=Group.Visibility.PUBLIC),
        "page": 2 if form.is_later else 1,
        "has_rail": form.has_rail,
    }


def _topic(form: Form) -> SimpleNamespace:
    return SimpleNamespace(
        kind=form.kind,
        is_closed=form.is_closed,
        is_pinned=form.is_pinned,
        title=hole("title"),
        author=SimpleNamespace(name=hole("author")),
        solution_id=form.is_solved,
        solution=SimpleNamespace(get_absolute_url=hole("solution")) if form.is_solved else None,
        created_at=hole("began"),
        last_post_at=hole("latest_at"),
        last_number=hole("last"),
    )


def _words(topic: Topic) -> dict[str, str]:
    clock = dates.Clock()
    return {
        "title": escape(topic.title),
        "author": escape(topic.author.name),
        "solution": post_page(topic.solution_id) if topic.solution_id else "",
        "began": clock.tag(topic.created_at),
        "latest_at": clock.tag(topic.last_post_at),
        "last": str(topic.last_number),
    }
