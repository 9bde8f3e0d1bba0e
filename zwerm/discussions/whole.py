"""A conversation with all that its page says of it, at hand in each web process while nothing changes it."""

from __future__ import annotations

from zwerm.activity import memory
from zwerm.core.copies import copied
from zwerm.core.prepared import Prepared
from zwerm.discussions.models import Topic

JOINED = ("group", "author", "solution__author", "closure__by", "pin", "last_post")
WHOLE = Topic.objects.select_related(*JOINED).defer("last_post__body", "last_post__html")

_whole = Prepared(lambda topic: WHOLE.filter(pk=topic))
_topics = memory.Shelf(most=2000)


def at_hand(key: int) -> Topic | None:
    """The topic of this key, a copy for who asks; whether they may see it is asked afterwards (`let_see`)."""
    topic = _topics.known(key, _depends, lambda: next(iter(_whole(topic=key)), None))
    return topic and copied(topic)


def _depends(topic: Topic | None) -> tuple[object, ...]:
    return (memory.LOG,) if topic is None else (memory.about(topic), memory.place(topic.group_id))
