"""Whom something in a conversation concerns, and who of them may and wants to hear of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from zwerm.activity.models import Entry
from zwerm.discussions.models import Deletion, Post, Reading, Topic, Watch
from zwerm.groups.models import Group, Membership
from zwerm.notifications import notices
from zwerm.notifications.notices import Receivers, Shown, Spot

#: Lines that tell of new words: who has read these needs no notice of them.
WORDS = ("topic.started", "post.written")


def of(entry: Entry) -> Spot | None:
    """The topic, wherever the post stands by now."""
    if entry.subject_type == "discussions.topic":
        return Spot(entry.subject_id, 1)
    found = Post.objects.filter(pk=entry.subject_id).values_list("topic", "number").first()
    return Spot(*found) if found else None


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
    topic = Topic.objects.select_related("group").filter(pk=spot.key, removed=False).first() if spot else None
    if spot is None or topic is None or _is_removed(entry):
        return []
    left = set(members) - set(_among(Watch.objects.filter(topic=topic, level=Watch.Level.MUTE), members))
    if topic.group.visibility == Group.Visibility.HIDDEN:
        left &= set(_among(Membership.objects.filter(group=topic.group), members))
    if entry.verb in WORDS:
        left -= set(_among(Reading.objects.filter(topic=topic, number__gte=spot.position), members))
    return left


def _is_removed(entry: Entry) -> bool:
    is_post = entry.subject_type == "discussions.post"
    return is_post and Deletion.objects.filter(post=entry.subject_id).exists()


def _among(rows: Any, members: Sequence[int]) -> list[int]:
    return list(rows.filter(member__in=members).values_list("member", flat=True))


def in_group(entry: Entry, members: Sequence[int]) -> Collection[int]:
    """Who is still in the group where it was said."""
    return _among(Membership.objects.filter(group=entry.place_id), members)


def named(entry: Entry, after: int, most: int) -> Sequence[int]:
    return notices.listed(entry.data.get("mentions", ()), after, most)


def target(entry: Entry, after: int, most: int) -> Sequence[int]:
    return notices.listed([entry.target_id], after, most)


def starter(entry: Entry, after: int, most: int) -> Sequence[int]:
    """Who began the conversation in which this post stands."""
    author = Post.objects.filter(pk=entry.subject_id).values_list("topic__author", flat=True).first()
    return notices.listed([author], after, most)


def followers(entry: Entry, after: int, most: int) -> Sequence[int]:
    spot = of(entry)
    following = Watch.objects.filter(topic=spot and spot.key, level=Watch.Level.FOLLOW, member__gt=after)
    return list(following.order_by("member").values_list("member", flat=True)[:most])


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
