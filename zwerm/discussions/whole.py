"""A conversation with all that its page says of it, at hand in each web process while nothing changes it."""

from __future__ import annotations

from zwerm.activity import memory
from zwerm.core.copies import copied
from zwerm.core.prepared import Prepared
from zwerm.discussions.models import Topic

JOINED = ("group", "author", "solution__author", "closure__by", "pin")
WHOLE = Topic.objects.select_related(*JOINED)

#: As much of it as is asked of whoever writes in it, and as a reply and its line in the log say.
ANSWERED = Topic.objects.select_related("group", "author", "closure").only(
    *("title", "kind", "removed", "group__visibility", "author__id", "closure__id")
)

_whole = Prepared(lambda topic: WHOLE.filter(pk=topic))
_answered = Prepared(lambda topic: ANSWERED.filter(pk=topic))
_topics = memory.Shelf(most=2000)
_to_answer = memory.Shelf(most=2000)


def at_hand(key: int) -> Topic | None:
    """The topic of this key, a copy for who asks; whether they may see it is asked afterwards (`let_see`)."""
    topic = _topics.known(key, _depends, lambda: next(iter(_whole(topic=key)), None))
    return topic and copied(topic)


def to_answer(key: int) -> Topic | None:
    """The same for who writes in it, and no more of it than that takes: what stands whatever is said there."""
    topic = _to_answer.known(key, _stands_on, lambda: next(iter(_answered(topic=key)), None))
    return topic and copied(topic)


def _stands_on(topic: Topic | None) -> tuple[object, ...]:
    return (memory.LOG,) if topic is None else (memory.about(topic), memory.ground(topic.group_id))


def _depends(topic: Topic | None) -> tuple[object, ...]:
    return (memory.LOG,) if topic is None else (memory.about(topic), memory.place(topic.group_id))
