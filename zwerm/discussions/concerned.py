"""Whom something in a conversation concerns, and who of them may and wants to hear of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet

from zwerm.activity.models import Entry
from zwerm.core.prepared import OfFew
from zwerm.discussions.models import Post, Reading, Topic, Watch
from zwerm.groups.models import Group, Membership
from zwerm.notifications import notices
from zwerm.notifications.notices import Asked, Receivers, Shown, Spot

#: Lines that tell of new words: who has read these needs no notice of them.
WORDS = ("topic.started", "post.written")
#: Where all those who follow some conversations are more, they are asked of each by itself.
MANY = 2000


class Where(NamedTuple):
    """Where a line of the log stands: which topic, whose, and for whom."""

    topic: int
    number: int
    starter: int
    group: int
    visibility: str
    #: The topic is taken away, or the post itself.
    removed: bool


@dataclass(frozen=True)
class Lookup:
    """What was asked for several lines at once: where each stands; and who follows each topic, unless that are very many."""

    places: dict[int, Where]
    followers: dict[int, list[int]] | None


_looked_up: ContextVar[Lookup | None] = ContextVar("looked_up", default=None)


@contextmanager
def looked_up(entries: Sequence[Entry]) -> Iterator[None]:
    """Inside, what kinds ask about these lines is known: two questions, or three."""
    places = _places(entries)
    token = _looked_up.set(Lookup(places, _followers({one.topic for one in places.values()})))
    try:
        yield
    finally:
        _looked_up.reset(token)


def _places(entries: Sequence[Entry]) -> dict[int, Where]:
    posts = _posts({one.subject_id for one in entries if one.subject_type == "discussions.post"})
    topics = _topics({one.subject_id for one in entries if one.subject_type == "discussions.topic"})
    found = ((one, posts if one.subject_type == "discussions.post" else topics) for one in entries)
    return {one.pk: known[one.subject_id] for one, known in found if one.subject_id in known}


def _topics(keys: Collection[int]) -> dict[int, Where]:
    rows: QuerySet[Any, Any] = Topic.objects.filter(pk__in=keys)
    asked = rows.values_list("pk", "author", "group", "group__visibility", "removed") if keys else ()
    return {topic: Where(topic, 1, *rest) for topic, *rest in asked}


def _posts(keys: Collection[int]) -> dict[int, Where]:
    rows: QuerySet[Any, Any] = Post.objects.filter(pk__in=keys)
    whose = ("topic__author", "topic__group", "topic__group__visibility", "topic__removed", "deletion")
    asked: Iterable[Any] = rows.values_list("pk", "topic", "number", *whose) if keys else ()
    return {post: Where._make((*rest, bool(removed or gone))) for post, *rest, removed, gone in asked}


def _followers(topics: Collection[int]) -> dict[int, list[int]] | None:
    following = Watch.objects.filter(topic__in=topics, level=Watch.Level.FOLLOW).order_by("topic", "member")
    rows = following.values_list("topic", "member")[: MANY + 1] if topics else ()
    found: dict[int, list[int]] = {topic: [] for topic in topics}
    for topic, member in rows:
        found[topic].append(member)
    return found if len(rows) <= MANY else None


def _where(entry: Entry) -> Where | None:
    known = _looked_up.get()
    return known.places.get(entry.pk) if known else _places([entry]).get(entry.pk)


def of(entry: Entry) -> Spot | None:
    """The topic, wherever the post stands by now."""
    where = _where(entry)
    return Spot(where.topic, where.number) if where else None


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


def wanted(asked: Sequence[Asked]) -> list[set[int]]:
    """Who may still see it, has not muted the topic, and has not read it."""
    places = [_where(entry) for entry, _members in asked]
    topics = {one.topic for one in places if one}
    members = {key for _entry, keys in asked for key in keys}
    muted = Watch.objects.filter(topic__in=topics, level=Watch.Level.MUTE, member__in=members)
    away = set(muted.values_list("topic", "member"))
    read = Reading.objects.filter(topic__in=topics, member__in=members).values_list("topic", "member", "number")
    so_far = {(topic, member): number for topic, member, number in read}
    hidden = {one.group for one in places if one and one.visibility == Group.Visibility.HIDDEN}
    inside = Membership.objects.filter(group__in=hidden, member__in=members).values_list("group", "member")
    within = set(inside) if hidden else set()

    def wants(entry: Entry, where: Where, member: int) -> bool:
        if (where.topic, member) in away or (where.group in hidden and (where.group, member) not in within):
            return False
        return entry.verb not in WORDS or so_far.get((where.topic, member), 0) < where.number

    return [
        {member for member in keys if wants(entry, where, member)} if where and not where.removed else set()
        for (entry, keys), where in zip(asked, places, strict=True)
    ]


_members = OfFew(
    "members",
    lambda group, members: Membership.objects.filter(group=group, member__in=members).values_list("member"),
)


def in_group(entry: Entry, members: Sequence[int]) -> Collection[int]:
    """Who is still in the group where it was said."""
    return {key for (key,) in _members(group=entry.place_id or 0, members=members)}


def named(entry: Entry, after: int, most: int) -> Sequence[int]:
    return notices.listed(entry.data.get("mentions", ()), after, most)


def target(entry: Entry, after: int, most: int) -> Sequence[int]:
    return notices.listed([entry.target_id], after, most)


def starter(entry: Entry, after: int, most: int) -> Sequence[int]:
    """Who began the conversation in which this post stands."""
    where = _where(entry)
    return notices.listed([where.starter], after, most) if where else ()


def followers(entry: Entry, after: int, most: int) -> Sequence[int]:
    known, where = _looked_up.get(), _where(entry)
    if where is None:
        return ()
    if known and known.followers is not None:
        return notices.listed(known.followers[where.topic], after, most)
    following = Watch.objects.filter(topic=where.topic, level=Watch.Level.FOLLOW, member__gt=after)
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
