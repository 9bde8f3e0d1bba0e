"""A conversation as a member finds it: rendered once for each form and for what its reader may do, filled once for each conversation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from zwerm.core import shells
from zwerm.core.bodies import KEY
from zwerm.discussions import blanks, bodies, pieces
from zwerm.discussions.blanks import Form
from zwerm.discussions.forms import ReplyForm
from zwerm.discussions.models import Topic
from zwerm.members.models import Community, Member


def respond(
    request: HttpRequest, topic: Topic, shown: Mapping[str, Any], answers: Mapping[str, Any], read_to: int | None
) -> HttpResponse:
    """The page as everyone finds it who may do the same here, with what is one's own put in.

    Args:
        shown: what stands round the posts.
        answers: what the reader may do, and how they stand to it.
        read_to: the number of the last post they had read, or None when this is their first visit.
    """
    member: Member = request.user  # type: ignore[assignment]
    community, page, common = Community.current(), shown["page"], pieces.in_common(member, topic)
    form = blanks.form_of(topic, shown, moderates=answers["moderates"])
    versions = (topic.pk, topic.version, topic.group.version, topic.group.roles_version)
    return shells.respond(
        request,
        "discussions/topic.html",
        (*form, *answers.values(), community and community.name),
        shown=lambda: {"community": community, **_blank(form, answers)},
        version=(*versions, common, *shown.values()),
        words=lambda: blanks.words(topic, {**shown, "body": bodies.topic_body(topic, page).marked}),
        usual=lambda: pieces.usual(topic, page, common),
        own=pieces.own(member, topic, page, common, read_to),
    )


def _blank(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the template finds, with a reply to begin."""
    reply = {"form": ReplyForm(topic=Topic(pk=KEY)), "draft_place": f"topic:{KEY}"}
    return {**blanks.blank(form), **answers, **reply}
