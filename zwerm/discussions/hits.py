"""How posts that were found are shown: asked of their door, without making records of all that hangs on them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from zwerm.core import markdown
from zwerm.core.prepared import OfMany
from zwerm.discussions.models import Post, Topic
from zwerm.discussions.models.addresses import post_page, topic_page
from zwerm.groups.models.addresses import group_page
from zwerm.members.models import Block, Member
from zwerm.search.sources import Hit
from zwerm.search.sources.groups import languages

#: Posts that are asked for at once: as many as a page of hits shows.
MANY = 24

_quote = re.compile(r"<blockquote>.*?</blockquote>", re.DOTALL)


class Found(NamedTuple):
    """What is asked of a post, in the order of `COLUMNS`."""

    pk: int
    number: int
    html: str
    at: datetime
    by: str
    topic: int
    title: str
    kind: str
    solution: int | None
    group: str
    slug: str
    languages: list[str]


COLUMNS = (
    *("pk", "number", "html", "created_at", "author__name", "topic_id", "topic__title", "topic__kind"),
    *("topic__solution_id", "topic__group__name", "topic__group__slug", "topic__group__languages"),
)


def hits(person: Any, keys: Sequence[int]) -> dict[int, Hit]:
    """By their keys: those of these posts that `person` may see now."""
    posts = _seen_by(person=person.pk, keys=keys) if person.is_authenticated else _open(keys=keys)
    return {post[0]: _hit(Found(*post)) for post in posts}


def _standing(person: Any, keys: Any) -> QuerySet[Post]:
    """The posts that `person` may see. What was removed is found by nobody, so that no role matters here."""
    return Post.objects.visible_to(person).filter(pk__in=keys, deletion=None, topic__removed=False)


_open = OfMany("keys", MANY, lambda keys: _standing(AnonymousUser(), keys).values_list(*COLUMNS))
_seen_by = OfMany(
    "keys",
    MANY,
    lambda person, keys: (
        _standing(Member(pk=person), keys)
        .exclude(author__in=Block.objects.filter(blocker=person).values("blocked"))
        .values_list(*COLUMNS)
    ),
)


def words(html: str) -> str:
    """What somebody said, without what they quoted."""
    return markdown.plain(_quote.sub("", html))


def _hit(post: Found) -> Hit:
    return Hit(
        title=post.title,
        url=topic_page(post.topic, post.title, post.kind) if post.number == 1 else post_page(post.pk),
        text=words(post.html),
        kind=str(Topic.Kind(post.kind).label),
        icon=post.kind,
        languages=post.languages or languages(),
        by=post.by,
        at=post.at,
        place=post.group,
        place_url=group_page(post.slug),
        solved=post.solution is not None,
        is_solution=post.solution == post.pk,
    )
