"""What a page shows of a post: one row of one query, and no record is made of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from zwerm.core import markdown
from zwerm.core.prepared import Prepared
from zwerm.discussions.models import Post
from zwerm.members.models import Member

#: Characters of the words that somebody answers to.
LONGEST = 110


class Shown(NamedTuple):
    """A post with what stands beside it; what is not there (a deletion, a post that it answers) is None throughout."""

    pk: int
    number: int
    html: str
    created_at: datetime
    edited_at: datetime | None
    author: int
    name: str
    handle: str
    standing: str
    photo: str
    audience: str
    field_audiences: dict[str, str]
    #: Why it was taken away; an empty text where nobody said why.
    reason: str | None
    remover: int | None
    #: The post that it answers to.
    answered: int | None
    answered_topic: int | None
    answered_number: int | None
    answered_html: str | None
    answered_name: str | None
    answered_reason: str | None

    @classmethod
    def of(cls, post: Post) -> Shown:
        """The same of a post that is at hand, and may stand in no table."""
        return cls(*(_along(post, path) for path in PATHS))

    @property
    def is_removed(self) -> bool:
        return self.reason is not None

    @property
    def is_by_placeholder(self) -> bool:
        return self.standing == Member.Standing.PLACEHOLDER

    @property
    def photo_url(self) -> str:
        """The author's photo where everyone may see it."""
        if not self.photo:
            return ""
        shown = {"photo": self.photo, "audience": self.audience, "field_audiences": self.field_audiences}
        return Member(pk=self.author, **shown).open_photo_url

    @property
    def answered_excerpt(self) -> str:
        words = markdown.plain(self.answered_html or "").replace("\n", " ")
        return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


#: Where each part stands, seen from the post.
PATHS = (
    "pk", "number", "html", "created_at", "edited_at",
    "author__pk", "author__name", "author__handle", "author__standing", "author__photo", "author__audience", "author__field_audiences",
    "deletion__reason", "deletion__by_id",
    "reply_to__pk", "reply_to__topic_id", "reply_to__number", "reply_to__html", "reply_to__author__name", "reply_to__deletion__reason",
)  # fmt: skip

_rows = Prepared(lambda topic, first, after: Post.objects.between(topic, first, after).values_list(*PATHS))


def between(topic: int, first: int, after: int) -> Sequence[Shown]:
    """The posts of a topic from number `first` to the one before `after`, a page of them at most."""
    return [Shown(*row) for row in _rows(topic=topic, first=first, after=after)]


def _along(post: Post, path: str) -> Any:
    found: Any = post
    for name in path.split("__"):
        found = getattr(found, name, None)
    return found
