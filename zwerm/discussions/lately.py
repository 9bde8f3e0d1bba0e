"""What was posted in a group lately, as the rules of that group would have found it: to try them out before they hold anything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from zwerm.activity.models import Entry
from zwerm.discussions.models import Held, Post
from zwerm.discussions.models.words import as_read
from zwerm.discussions.reporting import words_of
from zwerm.groups.models import Group
from zwerm.moderation.matters import Past

WRITTEN = ("post.written", "topic.started")


def lately(group: Group, since: datetime, most: int, numbers: Sequence[int]) -> Iterator[Past]:
    """The latest that was posted in `group` since a moment, at most so much, the newest first.

    What was brought from elsewhere is as if it had been posted here: who moved in lately can try rules on what they know.

    The log says what that is, by its index of places: it costs the same however much was ever said there. What waited and was refused
    is told too, as something that was taken away.
    """
    written = Entry.objects.filter(place_id=group.pk, at__gte=since, verb__in=WRITTEN).order_by("-at", "-pk")
    found = [(verb == "topic.started", key) for verb, key in written.values_list("verb", "subject_id")[:most]]
    topics, posts = ([key for begins, key in found if begins is kind] for kind in (True, False))
    begun = _with_earlier(Post.objects.filter(topic__in=topics, topic__group=group, number=1), group, numbers)
    replied = _with_earlier(Post.objects.filter(pk__in=posts, topic__group=group), group, numbers)
    past = [_past(post, numbers) for post in (*begun, *replied)]
    past += [
        _refused(held)
        for held in Held.objects.filter(group=group, refused_at__gte=since).select_related("author")[:most]
    ]
    yield from sorted(past, key=lambda one: one.at, reverse=True)


def _with_earlier(posts: QuerySet[Post], group: Group, numbers: Sequence[int]) -> QuerySet[Post]:
    """With, for each number, whether so much of its author stood in the group when it was written."""
    then = OuterRef("created_at")
    before = Post.objects.filter(author=OuterRef("author"), created_at__lt=then, topic__group=group)
    before = before.filter(Q(deletion=None) | Q(deletion__at__gt=then))
    had = {_name(number): Exists(before.order_by("-created_at")[number - 1 : number]) for number in numbers}
    return posts.select_related("topic", "author", "deletion").annotate(**had)


def _past(post: Post, numbers: Sequence[int]) -> Past:
    taken = post.is_removed and post.deletion.by_id != post.author_id
    had = max((number for number in numbers if getattr(post, _name(number))), default=0)
    return Past(words_of(post), post.body, post.author, post.created_at, had, taken, post.get_absolute_url())


def _refused(held: Held) -> Past:
    return Past(as_read(held.title, held.html), held.body, held.author, held.at, 0, True)


def _name(number: int) -> str:
    return f"had_{number}"
