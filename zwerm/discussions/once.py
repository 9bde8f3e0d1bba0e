"""A form that is sent twice, by a double click, by a browser that tries again or by a device that waited for the network, writes once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.db.models import BigIntegerField, Max, Q
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils import timezone

from zwerm.core import turns
from zwerm.core.prepared import Prepared
from zwerm.discussions.models import Post, Sending, Topic
from zwerm.members.models import Member

if TYPE_CHECKING:
    from zwerm.groups.models import Group

#: The same words by the same member in the same place within this time are one form sent twice.
WINDOW = timedelta(seconds=30)
#: The field in which a browser with scripts numbers its forms.
FIELD = "form_number"


def form_number(sent: QueryDict) -> str:
    """The number that the browser gave this form, or nothing: without scripts there is none."""
    try:
        return str(UUID(sent.get(FIELD, "")))
    except ValueError:
        return ""


def newest(sent: QueryDict) -> int | None:
    """The newest that there was when a form was shown, as the form says in its field `newest`."""
    number = sent.get("newest", "")
    return int(number) if number.isdecimal() and len(number) < 19 else None


def newest_of(by: Member) -> int:
    """The newest post of a member; 0 before there is one."""
    return Post.objects.filter(author=by).aggregate(newest=Max("pk"))["newest"] or 0


def reply(
    topic: Topic, *, by: Member, body: str, to: Post | None = None, form: str = "", newest: int | None = None
) -> Post:
    """`topic.reply`, or the reply that an earlier arrival of the same form wrote. `newest` is the last number it was shown with."""
    with turns.atomic():
        _take_turns(by)
        if earlier := written(by, form):
            return _as_last_sent(earlier, body)
        since = topic.last_number  # nobody says the same twice in succession
        since = since if newest is None else min(since, newest + 1)
        post = _just_replied(topic, by, body, since) or topic.reply(by=by, body=body, to=to)
        return _noted(post, by, form)


def start(
    group: Group, *, by: Member, title: str, body: str, form: str = "", newest: int | None = None, **fields: Any
) -> Topic:
    """`Topic.start`, or the topic that an earlier arrival of the same form started. `newest` is the last post of `by` at the time."""
    with turns.atomic():
        _take_turns(by)
        if earlier := written(by, form):
            return _as_last_sent(earlier, body).topic
        since = Q() if newest is None else Q(pk__gt=newest)
        post = _just_written(by, body, since, number=1, topic__group=group, topic__title=title.strip())
        post = post or Topic.start(group, by=by, title=title, body=body, **fields).posts.get(number=1)
        return _noted(post, by, form).topic


def written(by: Any, form: str) -> Post | None:
    """The post that this form wrote when it came before, also when it was taken away since."""
    if not form or not by.is_authenticated:
        return None
    return next(iter(_sent(member=by.pk, form=UUID(form))), None)


_sent = Prepared(
    lambda member, form: Post.objects.filter(sendings__member=member, sendings__form=form).select_related(
        "topic__group", "author", "deletion"
    )
)


def _as_last_sent(post: Post, body: str) -> Post:
    """A form that comes again with other words mends what it wrote; what it said first stays readable."""
    if not post.is_removed:
        post.edit(body, by=post.author)
    return post


def _take_turns(member: Member) -> None:
    """One member's forms wait for one another here, so that two at once cannot both miss what the other wrote."""
    if connection.features.has_select_for_update:  # where it has not, whoever began a transaction is alone
        list(Member.objects.select_for_update(no_key=True).filter(pk=member.pk).values_list("pk"))


def _just_written(by: Member, body: str, since: Q, **where: Any) -> Post | None:
    """What `by` wrote in these words a moment ago, or since the form was shown: by another tab, or before going back to it."""
    lately = Q(created_at__gt=timezone.now() - WINDOW)
    return Post.objects.filter(lately | since, author=by, deletion=None, body=body, **where).first()


def _just_replied(topic: Topic, by: Member, body: str, since: int) -> Post | None:
    """The same in one topic, where the numbers of the posts tell the order."""
    lately = timezone.now() - WINDOW
    return next(iter(_replied(topic=topic.pk, author=by.pk, body=body, lately=lately, since=since)), None)


_replied = Prepared(
    lambda topic, author, body, lately, since: Post.objects.filter(
        Q(created_at__gt=lately) | Q(number__gte=Cast(since, BigIntegerField())),
        topic=topic,
        author=author,
        body=body,
        deletion=None,
    )[:1],
    moments=("lately",),
)


def _noted(post: Post, by: Member, form: str) -> Post:
    if form:
        Sending.note(by, form, post)
    return post
