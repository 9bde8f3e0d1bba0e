"""When somebody leaves the community and takes their words along."""

from __future__ import annotations

from zwerm.discussions.models import Deletion, Post, Revision, Topic
from zwerm.media import placing
from zwerm.members.models import Member


def blank(member: Member) -> None:
    """Take the text out of every post they wrote. A conversation in which others spoke stays; one of their own goes."""
    for post in Post.objects.filter(author=member).select_related("topic", "author"):
        Revision.objects.filter(post=post).delete()
        post.body = post.html = ""
        post.save(update_fields=["body", "html"])
        placing.replace(post, "", owner=member)
        Topic.objects.filter(solution=post).update(solution=None)
        if post.number == 1:
            _blank_topic(post, member)
        if post.number > 1 or not post.topic.removed:
            Deletion.objects.get_or_create(post=post, defaults={"by": member})


def _blank_topic(post: Post, member: Member) -> None:
    Topic.objects.filter(pk=post.topic_id).update(excerpt="")
    if not post.topic.posts.exclude(author=member).exists():
        post.remove(by=member)
