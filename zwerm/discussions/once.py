"""A form that is sent twice, by a double click, by a browser that tries again or by a device that waited for the network, writes once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.http import QueryDict
from django.utils import timezone

from zwerm.core import turns
from zwerm.core.limits import Due
from zwerm.core.statements import write
from zwerm.discussions import changing
from zwerm.discussions.holding import held
from zwerm.discussions.models import Draft, Held, Post, Sending, Topic
from zwerm.discussions.models.words import Words
from zwerm.members.models import Member

if TYPE_CHECKING:
    from zwerm.groups.models import Group

#: The same words by the same member in the same place within this time are one form sent twice.
WINDOW = timedelta(seconds=30)
WHOLE = Post.objects.select_related("topic__group", "author", "deletion")
#: What this form wrote; the same words after a number; the same words a moment ago; a draft. Each is one look into an index.
THERE = """
SELECT 1, post_id FROM discussions_sending WHERE member_id = %s AND form = %s
UNION ALL
SELECT 2, id FROM discussions_post WHERE topic_id = %s AND author_id = %s AND body = %s
AND number >= (SELECT CASE WHEN last_number < %s THEN last_number ELSE %s END FROM discussions_topic WHERE id = %s)
AND NOT EXISTS (SELECT 1 FROM discussions_deletion WHERE post_id = discussions_post.id)
UNION ALL
SELECT 2, id FROM discussions_post WHERE author_id = %s AND created_at > %s AND topic_id = %s AND body = %s
AND NOT EXISTS (SELECT 1 FROM discussions_deletion WHERE post_id = discussions_post.id)
UNION ALL
SELECT 3, id FROM discussions_draft WHERE member_id = %s AND place = %s
"""
SAME_FORM, SAME_WORDS, DRAFT = 1, 2, 3
#: No topic has so many posts.
ENDLESS = 2**31 - 1
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
    return Post.objects.filter(author=by).order_by("-created_at", "-pk").values_list("pk", flat=True).first() or 0


def reply(
    topic: Topic,
    *,
    by: Member,
    body: str,
    to: Post | None = None,
    form: str = "",
    newest: int | None = None,
    due: Due | None = None,
) -> Post | Held:
    """`topic.reply`, or the reply that an earlier arrival of the same form wrote. `newest` is the last number it was shown with.
    By the rules of the group it may wait, and is no post yet.
    """
    words = Words.of(body, by=by)
    with turns.atomic(), (due or Due()).counted() as alone:
        if not alone:
            _take_turns(by)
        if earlier := _just_replied(topic, by, body, form, newest):
            return earlier
        if waits := held(topic.group, words, by=by, form=form, topic=topic, reply_to=to):
            return waits
        return _noted(topic.reply(by=by, body=words, to=to), by, form)


def start(
    group: Group, *, by: Member, title: str, body: str, form: str = "", newest: int | None = None, **fields: Any
) -> Topic | Held:
    """`Topic.start`, or the topic that an earlier arrival of the same form started. `newest` is the last post of `by` at the time."""
    words = Words.of(body, by=by)
    with turns.atomic():
        _take_turns(by)
        if earlier := written(by, form):
            sent = _as_last_sent(earlier, body)
            return sent if isinstance(sent, Held) else sent.topic
        since = Q() if newest is None else Q(pk__gt=newest)
        post = _just_written(by, body, since, number=1, topic__group=group, topic__title=title.strip())
        if post is None and (waits := held(group, words, by=by, form=form, title=title.strip(), **fields)):
            return waits
        post = post or Topic.start(group, by=by, title=title, body=words, **fields).posts.get(number=1)
        return _noted(post, by, form).topic


def written(by: Any, form: str) -> Post | None:
    """The post that this form wrote when it came before, also when it was taken away since."""
    if not form or not by.is_authenticated:
        return None
    return WHOLE.filter(sendings__member=by, sendings__form=form).first()


def _as_last_sent(post: Post, body: str) -> Post | Held:
    """A form that comes again with other words mends what it wrote; what it said first stays readable."""
    return post if post.is_removed else changing.change(post, body, by=post.author)


def _take_turns(member: Member) -> None:
    """One member's forms wait for one another here, so that two at once cannot both miss what the other wrote."""
    if connection.features.has_select_for_update:  # where it has not, whoever began a transaction is alone
        list(Member.objects.select_for_update(no_key=True).filter(pk=member.pk).values_list("pk"))


def _just_written(by: Member, body: str, since: Q, **where: Any) -> Post | None:
    """What `by` wrote in these words a moment ago, or since the form was shown: by another tab, or before going back to it."""
    lately = Q(created_at__gt=timezone.now() - WINDOW)
    return Post.objects.filter(lately | since, author=by, deletion=None, body=body, **where).first()


def _just_replied(topic: Topic, by: Member, body: str, form: str, newest: int | None) -> Post | Held | None:
    """The reply that is there already: of the same form, or in the same words since that was shown. A form that tells nothing
    of itself may be of a moment ago; and nobody says the same twice in succession. The draft of it is there no longer.
    """
    number, now, draft = UUID(form) if form else None, timezone.now(), f"topic:{topic.pk}"
    since = ENDLESS if newest is None else min(newest + 1, ENDLESS)
    lately = now if form or newest is not None else now - WINDOW
    after = (topic.pk, by.pk, body, since, since, topic.pk)
    found = write(THERE, by.pk, number, *after, by.pk, lately, topic.pk, body, by.pk, draft)
    if any(what == DRAFT for what, _key in found):
        Draft.drop(by, draft)
    what, key = min(found, default=(DRAFT, 0))
    if what == DRAFT:
        return None
    post = WHOLE.get(pk=key)
    return _as_last_sent(post, body) if what == SAME_FORM else _noted(post, by, form)


def _noted(post: Post, by: Member, form: str) -> Post:
    if form:
        Sending.note(by, form, post)
    return post
