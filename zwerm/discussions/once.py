"""A form that is sent twice, by a double click or by a browser that tries again, writes once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from zwerm.discussions.models import Post, Topic
from zwerm.members.models import Member

if TYPE_CHECKING:
    from zwerm.groups.models import Group

#: The same words by the same member in the same place within this time are one form sent twice.
WINDOW = timedelta(seconds=30)


def reply(topic: Topic, *, by: Member, body: str, to: Post | None = None) -> Post:
    """`topic.reply`, or the reply that the first of two equal forms wrote."""
    with transaction.atomic():
        return _just_written(by, body, topic=topic) or topic.reply(by=by, body=body, to=to)


def start(group: Group, *, by: Member, title: str, body: str, **fields: Any) -> Topic:
    """`Topic.start`, or the topic that the first of two equal forms started."""
    with transaction.atomic():
        written = _just_written(by, body, number=1, topic__group=group, topic__title=title.strip())
        return written.topic if written else Topic.start(group, by=by, title=title, body=body, **fields)


def _just_written(by: Member, body: str, **where: Any) -> Post | None:
    """What `by` wrote a moment ago in these words. One member's forms take turns here, so that two at once cannot both miss it."""
    Member.objects.select_for_update().get(pk=by.pk)
    recent = Post.objects.filter(author=by, created_at__gt=timezone.now() - WINDOW, deletion=None, **where)
    return recent.filter(body=body).first()
