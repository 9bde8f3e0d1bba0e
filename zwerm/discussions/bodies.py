"""The shared bodies of conversations: the posts on a page of a topic, the lines of a list. They know nobody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from zwerm.core import bodies
from zwerm.core.bodies import Body
from zwerm.discussions import shown
from zwerm.discussions.drawing import Beside, drawn
from zwerm.discussions.models import Topic
from zwerm.discussions.models.post import PAGE
from zwerm.groups import keepers
from zwerm.reactions.models import names_by_subject

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
    return context | {"posts": [(number, drawn) for number, drawn in context["posts"] if number > after]}


def _topic_context(topic: Topic, page: int) -> dict[str, Any]:
    first = (page - 1) * PAGE + 1
    posts = shown.between(topic.pk, first, first + PAGE)
    given = names_by_subject("discussions.post", [post.pk for post in posts])
    roles = keepers.roles(topic.group)
    drawn_posts = [
        (post.number, drawn(post, topic, Beside(roles.get(post.author, ""), given.get(post.pk, {})))) for post in posts
    ]
    pages = (topic.last_number - 1) // PAGE + 1
    return {
        "topic": topic,
        "posts": drawn_posts,
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
