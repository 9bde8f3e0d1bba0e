"""A conversation as a stranger finds it: all that stands round the posts, rendered once for each form that may have, and filled."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from zwerm.core import shells
from zwerm.discussions import blanks
from zwerm.discussions.models import Topic
from zwerm.members.models import Community


def respond(request: HttpRequest, topic: Topic, shown: dict[str, Any]) -> HttpResponse:
    """The page for a stranger, who may see it: the group is public."""
    community, form = Community.current(), blanks.form_of(topic, shown)
    return shells.respond(
        request,
        "discussions/topic.html",
        (*form, community and (community.name, community.joining)),
        shown=lambda: {"community": community, **blanks.blank(form)},
        own=blanks.words(topic, shown),
    )
