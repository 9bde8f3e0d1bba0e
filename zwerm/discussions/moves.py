"""Moving, merging and splitting conversations, so that every old address still leads to the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from zwerm.activity import log
from zwerm.discussions.models import Post, Reading, Redirect, Topic

if TYPE_CHECKING:
    from zwerm.groups.models import Group
    from zwerm.members.models import Member


def move(topic: Topic, to: Group, section: str, *, by: Member, reason: str = "") -> None:
    """Move a topic to another group or section; its address stays the same."""
    before = topic.group
    with transaction.atomic():
        data = {"from": before.pk, "from_section": topic.section, "section": section, "reason": reason}
        topic.group, topic.section = to, section
        topic.save(update_fields=["group", "section"])
        topic.touch()
        log.record("topic.moved", actor=by, subject=topic, place=to, target=topic.author, data=data)


def merge(topic: Topic, into: Topic, *, by: Member) -> Topic:
    """Put the posts of `topic` behind those of `into`; the old address leads there.

    Raises:
        ValueError: a topic cannot be merged into itself.
    """
    if topic.pk == into.pk:
        raise ValueError("a topic cannot be merged into itself")
    with transaction.atomic():
        first = _append(list(topic.posts.order_by("number")), into)
        Redirect.objects.filter(topic=topic).update(topic=into)
        Redirect.objects.create(old_id=topic.pk, topic=into)
        log.record(
            "topic.merged",
            actor=by,
            subject=into,
            place=into.group,
            target=topic.author,
            data={"old": topic.pk, "from": first},
        )
        topic.delete()
    return into


def merged_into(number: int) -> int | None:
    """The topic that the one which had this number was merged into."""
    return Redirect.objects.filter(old_id=number).values_list("topic", flat=True).first()


def split(topic: Topic, posts: Sequence[Post], title: str, *, by: Member) -> Topic:
    """Take replies out of `topic` into a conversation of their own, in their order.

    Raises:
        ValueError: no posts, a post of another topic, or the first post, without which the rest would have no beginning.
    """
    if not posts or any(post.topic_id != topic.pk or post.number == 1 for post in posts):
        raise ValueError("only replies of this topic can be split off")
    ordered = sorted(posts, key=lambda post: post.number)
    with transaction.atomic():
        new = Topic.objects.create(
            group=topic.group, section=topic.section, kind=topic.kind, title=title, author=ordered[0].author,
            created_at=ordered[0].created_at, excerpt=ordered[0].excerpt,
        )  # fmt: skip
        if topic.solution_id in {post.pk for post in ordered}:
            topic.solution = None
            topic.save(update_fields=["solution"])
        _append(ordered, new)
        _settle(topic)
        log.record("topic.split", actor=by, subject=new, place=topic.group, target=new.author, data={"from": topic.pk})
    return new


def _append(posts: list[Post], topic: Topic) -> int:
    """Give `posts` the next numbers of `topic`; the first of those numbers."""
    Topic.objects.filter(pk=topic.pk).update(last_number=F("last_number") + len(posts))
    topic.refresh_from_db(fields=["last_number"])
    first = topic.last_number - len(posts) + 1
    for number, post in enumerate(posts, first):
        Post.objects.filter(pk=post.pk).update(topic=topic, number=number)
    _settle(topic)
    return first


def _settle(topic: Topic) -> None:
    """Bring what a topic keeps about its posts in line with the posts it now has."""
    last = topic.posts.filter(deletion=None).order_by("-number").first()
    topic.last_post = last
    topic.last_post_at = last.created_at if last else timezone.now()
    topic.save(update_fields=["last_post", "last_post_at"])
    Reading.objects.filter(topic=topic, number__gt=topic.last_number).update(number=topic.last_number)
    topic.touch()
