"""Moving, merging and splitting conversations, so that every old address still leads to the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from zwerm.activity import log
from zwerm.discussions.models import Held, Post, Redirect, Topic

if TYPE_CHECKING:
    from zwerm.groups.models import Group
    from zwerm.members.models import Member


def reaches_more(group: Group, to: Group) -> bool:
    """Whether people would read in `to` what was written in `group` for others: nobody's words are published without asking."""
    return group != to and (group.visibility == group.Visibility.HIDDEN or to.is_wider_than(group))


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
        _hold(topic, into)
        first = _append(list(topic.posts.order_by("number")), into)
        Held.objects.filter(topic=topic).update(topic=into)
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
        topic.settle()
        log.record("topic.split", actor=by, subject=new, place=topic.group, target=new.author, data={"from": topic.pk})
    return new


def _append(posts: list[Post], topic: Topic) -> int:
    """Give `posts` the next numbers of `topic`; the first of those numbers."""
    Topic.objects.filter(pk=topic.pk).update(last_number=F("last_number") + len(posts))
    topic.refresh_from_db(fields=["last_number"])
    first = topic.last_number - len(posts) + 1
    for number, post in enumerate(posts, first):
        Post.objects.filter(pk=post.pk).update(topic=topic, number=number)
    topic.settle()
    return first


def _hold(*topics: Topic) -> None:
    """Let who writes in these topics wait until this transaction ends: no reply is left behind."""
    list(
        Topic.objects.select_for_update().filter(pk__in=[topic.pk for topic in topics]).order_by("pk").values_list("pk")
    )
