"""The form of a page of a conversation: all that stands round the posts, with a hole for each word that is of one conversation alone."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.utils.html import conditional_escape

from zwerm.core import dates
from zwerm.core.bodies import KEY, hole
from zwerm.discussions.models import Topic
from zwerm.discussions.models.addresses import post_page


class Form(NamedTuple):
    """What of a conversation is not words: the template asks for these."""

    kind: str
    is_closed: bool
    is_pinned: bool
    is_solved: bool
    is_removed: bool
    visibility: str
    has_rail: bool
    #: Whether it is not the first page.
    is_later: bool
    #: Where it stands and where it might, for who may move it.
    section: str = ""
    sections: tuple[str, ...] = ()


#: What stands round the posts that is different on each page.
OWN = ("address", "at", "body", "crumbs", "latest")


def form_of(topic: Topic, shown: Mapping[str, Any], *, moderates: bool = False) -> Form:
    form = Form(
        topic.kind,
        topic.is_closed,
        topic.is_pinned,
        bool(topic.solution_id),
        bool(topic.removed),
        topic.group.visibility,
        shown["has_rail"],
        shown["page"] > 1,
    )
    return form._replace(section=topic.section, sections=tuple(topic.group.sections)) if moderates else form


def blank(form: Form) -> dict[str, Any]:
    """What the template finds: a conversation and a group whose words are holes."""
    return {
        **{name: hole(name) for name in OWN},
        "topic": _topic(form),
        "group": SimpleNamespace(
            visibility=form.visibility,
            sections=form.sections,
            name=hole("group"),
            get_absolute_url=hole("group address"),
        ),
        "page": 2 if form.is_later else 1,
        "has_rail": form.has_rail,
    }


def _topic(form: Form) -> SimpleNamespace:
    return SimpleNamespace(
        pk=KEY,
        kind=form.kind,
        section=form.section,
        removed=form.is_removed,
        is_closed=form.is_closed,
        is_pinned=form.is_pinned,
        title=hole("title"),
        author=SimpleNamespace(name=hole("author")),
        solution_id=form.is_solved,
        solution=SimpleNamespace(get_absolute_url=hole("solution")) if form.is_solved else None,
        created_at=hole("began"),
        last_post_at=hole("latest at"),
        last_number=hole("last"),
    )


def words(topic: Topic, shown: Mapping[str, Any]) -> dict[str, str]:
    """What fills the holes, for one page of a conversation."""
    clock = dates.Clock()
    return {
        **{name: conditional_escape(shown[name]) for name in OWN},
        "key": str(topic.pk),
        "title": escape(topic.title),
        "group": escape(topic.group.name),
        "group address": escape(topic.group.get_absolute_url()),
        "author": escape(topic.author.name),
        "solution": post_page(topic.solution_id) if topic.solution_id else "",
        "began": clock.tag(topic.created_at),
        "latest at": clock.tag(topic.last_post_at),
        "last": str(topic.last_number),
    }
