"""A post as its page shows it. The template is rendered once for each form a post may have; to draw one is to fill that form in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from zwerm.core import bodies, dates
from zwerm.core.bodies import Body, hole
from zwerm.core.templatetags.ui import face
from zwerm.discussions.models import Topic
from zwerm.discussions.models.addresses import post_page
from zwerm.discussions.shown import Shown
from zwerm.discussions.templatetags.conversation import thanked
from zwerm.members.models.member import member_page
from zwerm.reactions.models import Giver


class Form(NamedTuple):
    """What of a post is not words: the template asks for these."""

    is_first: bool
    is_solution: bool
    #: By whom it was taken away: "author", "moderator", or nothing.
    removed: str
    #: What its author is in the group: "owner", "moderator", "unclaimed", or nothing.
    role: str
    edited: bool
    #: Whether it says what it answers to: "words", "removed", or nothing.
    answers: str
    thanked: bool


class Around(NamedTuple):
    """What the posts of a page have around them."""

    topic: Topic
    clock: dates.Clock
    #: What somebody is in the group, by their key.
    roles: Mapping[int, str]
    #: Who thanked for a post, by its key and then by kind.
    given: Mapping[int, Mapping[str, Sequence[Giver]]]


def drawn(post: Shown, around: Around) -> SafeString:
    """The post with marks for its holes."""
    form = _form_of(post, around)
    words = _about(post, form, around) | ({} if form.removed else _said(post, form, around))
    return _blank(around.clock.language, form).filled(words)


@lru_cache(maxsize=500)
def _blank(_language: str | None, form: Form) -> Body:
    return bodies.fresh("discussions/bodies/post.html", form._asdict())


def _form_of(post: Shown, around: Around) -> Form:
    removed = ""
    if post.is_removed:
        removed = "author" if post.remover == post.author else "moderator"
    answers = ""
    if post.answered_topic == around.topic.pk and post.answered_number != 1:
        answers = "words" if post.answered_reason is None else "removed"
    return Form(
        is_first=post.number == 1,
        is_solution=post.pk == around.topic.solution_id,
        removed=removed,
        role=around.roles.get(post.author) or ("unclaimed" if post.is_by_placeholder else ""),
        edited=post.edited_at is not None,
        answers=answers,
        thanked=bool(around.given.get(post.pk)),
    )


def _about(post: Shown, form: Form, around: Around) -> dict[str, str]:
    """What every post says, also in the place of one that was taken away."""
    return {
        **{name: hole(name, post.pk) for name in ("before", "deeds", "after")},
        "anchor": f"post-{post.number}",
        "name": escape(post.name),
        "asker": escape(around.topic.author.name) if form.is_solution else "",
        "reason": escape(post.reason or ""),
    }


def _said(post: Shown, form: Form, around: Around) -> dict[str, str]:
    words: dict[str, str] = {
        "face": _face(post.name, post.photo_url),
        "author": member_page(post.handle),
        "address": post_page(post.pk),
        "when": around.clock.tag(post.created_at),
        "words": post.html,
        "revisions": reverse("discussions:revisions", args=[post.pk]) if form.edited else "",
        "thanks": thanked(around.given[post.pk], post.name) if form.thanked else "",
    }
    if form.answers and post.answered:
        words |= {"answered": post_page(post.answered), "answered_name": escape(post.answered_name or "")}
        words["excerpt"] = escape(post.answered_excerpt) if form.answers == "words" else ""
    return words


@lru_cache(maxsize=2000)
def _face(name: str, photo: str) -> SafeString:
    return face(name, photo)
