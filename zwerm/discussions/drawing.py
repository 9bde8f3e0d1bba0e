"""A post as its page shows it. The template is rendered once for each form a post may have; to draw one is to fill that form in."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language

from zwerm.core import bodies, dates
from zwerm.core.bodies import Body, hole
from zwerm.core.templatetags.ui import face
from zwerm.discussions.models import Post, Topic
from zwerm.discussions.templatetags.conversation import thanked


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


def drawn(post: Post, topic: Topic) -> SafeString:
    """The post with marks for its holes; it brings `given` and `role` along (bodies.py)."""
    form = _form_of(post, topic)
    words = _about(post, topic) | ({} if form.removed else _said(post, form))
    return _blank(get_language(), form).filled(words)


@lru_cache(maxsize=500)
def _blank(_language: str | None, form: Form) -> Body:
    return bodies.fresh("discussions/bodies/post.html", form._asdict())


def _form_of(post: Post, topic: Topic) -> Form:
    removed = ""
    if post.is_removed:
        removed = "author" if post.deletion.by_id == post.author_id else "moderator"
    answered = post.reply_to
    shown = answered is not None and answered.topic_id == topic.pk and answered.number != 1
    role: str = post.role  # type: ignore[attr-defined]
    return Form(
        is_first=post.number == 1,
        is_solution=post.pk == topic.solution_id,
        removed=removed,
        role=role or ("unclaimed" if post.author.is_placeholder else ""),
        edited=post.edited_at is not None,
        answers=("removed" if answered.is_removed else "words") if answered is not None and shown else "",
        thanked=bool(post.given),  # type: ignore[attr-defined]
    )


def _about(post: Post, topic: Topic) -> dict[str, str]:
    """What every post says, also in the place of one that was taken away."""
    return {
        **{name: hole(name, post.pk) for name in ("before", "deeds", "after")},
        "anchor": post.anchor,
        "name": conditional_escape(post.author.name),
        "asker": conditional_escape(topic.author.name),
        "reason": conditional_escape(post.deletion.reason) if post.is_removed else "",
    }


def _said(post: Post, form: Form) -> dict[str, str]:
    author, answered = post.author, post.reply_to
    words: dict[str, str] = {
        "face": face(author.name, author.open_photo_url),
        "author": conditional_escape(author.get_absolute_url()),
        "address": post.get_absolute_url(),
        "when": dates.time_tag(post.created_at),
        "words": post.html,
        "revisions": reverse("discussions:revisions", args=[post.pk]) if form.edited else "",
        "thanks": thanked(post) if form.thanked else "",
    }
    if form.answers and answered is not None:
        words |= {"answered": answered.get_absolute_url(), "answered_name": conditional_escape(answered.author.name)}
        words["excerpt"] = conditional_escape(Truncator(answered.excerpt).chars(110)) if form.answers == "words" else ""
    return words
