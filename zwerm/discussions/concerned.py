"""Whom something in a conversation concerns, and who of them may and wants to hear of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import BigIntegerField, QuerySet, Value

from zwerm.activity.models import Entry
from zwerm.core.prepared import OfFew, Prepared
from zwerm.discussions.models import Deletion, Post, Reading, Topic, Watch
from zwerm.groups.models import Group, Membership
from zwerm.notifications import notices
from zwerm.notifications.notices import Receivers, Shown, Spot

#: Lines that tell of new words: who has read these needs no notice of them.
WORDS = ("topic.started", "post.written")
#: Mostly fewer follow a conversation.
FEW = 20


def of(entry: Entry) -> Spot | None:
    """The topic, wherever the post stands by now."""
    if entry.subject_type == "discussions.topic":
        return Spot(entry.subject_id, 1)
    found = _place(post=entry.subject_id)
    return Spot(*found[0]) if found else None


_place = Prepared(lambda post: Post.objects.filter(pk=post).values_list("topic", "number"))


def shown(person: Any, keys: Sequence[int]) -> Mapping[int, Shown]:
    topics = Topic.objects.visible_to(person).filter(pk__in=keys, removed=False)
    return {topic.pk: Shown(topic.title, topic.get_absolute_url()) for topic in topics}


def leads(entry: Entry) -> str:
    where = "topics" if entry.subject_type == "discussions.topic" else "posts"
    return f"/{where}/{entry.subject_id}/"


def words(entry: Entry) -> str:
    """What was written, where that is what somebody is told of."""
    if entry.verb not in WORDS:
        return ""
    posts = Post.objects.filter(deletion=None)
    is_topic = entry.subject_type == "discussions.topic"
    found = posts.filter(topic=entry.subject_id, number=1) if is_topic else posts.filter(pk=entry.subject_id)
    return found.values_list("body", flat=True).first() or ""


def wanted(entry: Entry, members: Sequence[int]) -> Collection[int]:
    """Who may still see it, has not muted the topic, and has not read it."""
    spot = of(entry)
    found = _there(topic=spot.key) if spot else ()
    if spot is None or not found or _is_removed(entry):
        return []
    ((group, visibility),) = found
    left = set(members) - _keys(_muted(topic=spot.key, members=members))
    if visibility == Group.Visibility.HIDDEN:
        left &= _keys(_members(group=group, members=members))
    if entry.verb in WORDS:
        left -= _keys(_read(topic=spot.key, number=spot.position, members=members))
    return left


def _is_removed(entry: Entry) -> bool:
    return entry.subject_type == "discussions.post" and bool(_removed(post=entry.subject_id))


def _keys(rows: Sequence[tuple[int]]) -> set[int]:
    return {key for (key,) in rows}


_there = Prepared(lambda topic: Topic.objects.filter(pk=topic, removed=False).values_list("group", "group__visibility"))
_removed = Prepared(lambda post: Deletion.objects.filter(post=post).values_list("post"))
_muted = OfFew(
    "members",
    lambda topic, members: Watch.objects.filter(topic=topic, level=Watch.Level.MUTE, member__in=members).values_list(
        "member"
    ),
)
_members = OfFew(
    "members",
    lambda group, members: Membership.objects.filter(group=group, member__in=members).values_list("member"),
)


def _ask_read(topic: int, number: int, members: Sequence[int]) -> QuerySet[Any, Any]:
    so_far = Value(number, output_field=BigIntegerField())  # a stand-in is too high for the column
    return Reading.objects.filter(topic=topic, number__gte=so_far, member__in=members).values_list("member")


_read = OfFew("members", _ask_read)


def in_group(entry: Entry, members: Sequence[int]) -> Collection[int]:
    """Who is still in the group where it was said."""
    return _keys(_members(group=entry.place_id or 0, members=members))


def named(entry: Entry, after: int, most: int) -> Sequence[int]:
    return notices.listed(entry.data.get("mentions", ()), after, most)


def target(entry: Entry, after: int, most: int) -> Sequence[int]:
    return notices.listed([entry.target_id], after, most)


def starter(entry: Entry, after: int, most: int) -> Sequence[int]:
    """Who began the conversation in which this post stands."""
    return notices.listed([author for (author,) in _began(post=entry.subject_id)], after, most)


_began = Prepared(lambda post: Post.objects.filter(pk=post).values_list("topic__author"))


def followers(entry: Entry, after: int, most: int) -> Sequence[int]:
    spot = of(entry)
    if spot is None:
        return ()
    following = _following(topic=spot.key, after=after)
    if len(following) < FEW:
        return [key for (key,) in following][:most]
    return [key for (key,) in _ask_following(spot.key, after)[:most]]


def _ask_following(topic: int, after: int) -> QuerySet[Any, Any]:
    following = Watch.objects.filter(topic=topic, level=Watch.Level.FOLLOW, member__gt=after)
    return following.order_by("member").values_list("member")


_following = Prepared(lambda topic, after: _ask_following(topic, after)[:FEW])


def _is_announcement(entry: Entry) -> bool:
    return bool(entry.data.get("kind") == Topic.Kind.ANNOUNCEMENT)


def everybody_there(entry: Entry, after: int, most: int) -> Sequence[int]:
    if not _is_announcement(entry):
        return ()
    there = Membership.objects.filter(group=entry.place_id, member__gt=after)
    return list(there.order_by("member").values_list("member", flat=True)[:most])


def size(entry: Entry) -> int:
    if not _is_announcement(entry):
        return 0
    return Group.objects.filter(pk=entry.place_id or 0).values_list("member_count", flat=True).first() or 0


def unless_announced(receivers: Receivers) -> Receivers:
    return lambda entry, after, most: () if _is_announcement(entry) else receivers(entry, after, most)
