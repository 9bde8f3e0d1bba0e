"""The shared bodies of conversations: the posts on a page of a topic, the lines of a list. They know nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from zwerm.core import bodies
from zwerm.core.bodies import Body
from zwerm.core.prepared import Prepared
from zwerm.discussions.drawing import drawn
from zwerm.discussions.models import Post, Topic
from zwerm.discussions.models.post import PAGE
from zwerm.groups.models import GroupRole
from zwerm.reactions.models import names_by_subject

JOINED = ("author", "deletion__by", "reply_to__author", "reply_to__deletion")
_posts = Prepared(
    lambda topic, first, after: (
        Post.objects.between(topic, first, after).select_related(*JOINED).defer("body", "reply_to__body")
    )
)
_roles = Prepared(
    lambda group, now: GroupRole.objects.at(now).filter(group=group).order_by("-kind").values_list("member", "kind"),
    moments=("now",),
)

#: Page numbers shown around the current one.
NEAR = 2


def topic_body(topic: Topic, page: int) -> Body:
    """The posts of one page, as everyone who may see the topic sees them."""
    version = (topic.pk, topic.version, topic.group.roles_version, page)
    return bodies.body("discussions/bodies/topic.html", version, lambda: _topic_context(topic, page))


def later_body(topic: Topic, after: int) -> Body:
    """The posts after number `after` that stand on one page with the next: what a page that stayed open does not show yet."""
    version = (topic.pk, topic.version, topic.group.roles_version, after)
    return bodies.body("discussions/bodies/later.html", version, lambda: _later_context(topic, after))


def _later_context(topic: Topic, after: int) -> dict[str, Any]:
    context = _topic_context(topic, after // PAGE + 1)
    return context | {"posts": [post for post in context["posts"] if post.number > after]}


def _topic_context(topic: Topic, page: int) -> dict[str, Any]:
    first = (page - 1) * PAGE + 1
    posts: list[Post] = _posts(topic=topic.pk, first=first, after=first + PAGE)
    names = names_by_subject("discussions.post", [post.pk for post in posts])
    roles: dict[int, str] = dict(_roles(group=topic.group_id, now=timezone.now()))
    for post in posts:
        post.topic = topic
        post.given = names.get(post.pk, {})  # type: ignore[attr-defined]
        post.role = roles.get(post.author_id, "")  # type: ignore[attr-defined]
        post.drawn = drawn(post, topic)  # type: ignore[attr-defined]
    pages = (topic.last_number - 1) // PAGE + 1
    return {
        "topic": topic,
        "posts": posts,
        "page": page,
        "pages": pages,
        "near": near(page, pages),
        "until": page * PAGE,
    }


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
    version = (show_group, *((topic.pk, topic.version, topic.group.name) for topic in topics))
    return bodies.body("discussions/bodies/lines.html", version, lambda: {"topics": topics, "show_group": show_group})
