"""Changing what one wrote: a post, whose new words may wait by the rules of its group, and what waits already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from zwerm.discussions import holding
from zwerm.discussions.models import Draft, Held, Post
from zwerm.discussions.models.words import Words

if TYPE_CHECKING:
    from zwerm.members.models import Member


def change(post: Post, body: str, *, by: Member) -> Post | Held:
    """`post.edit`; or, by the rules of the group, a change that waits, while others read what stood there. It replaces an earlier one.

    Raises:
        DecidedMeanwhile: a moderator decided about the earlier one.
    """
    with transaction.atomic():
        list(
            Post.objects.select_for_update(no_key=True).filter(pk=post.pk).values_list("pk")
        )  # of two changes one waits
        waiting = waiting_for(post)
        if waiting is not None:
            if waiting.body == body:
                return waiting
            waiting.withdraw()
        if held := holding.held_change(post, body, by=by):
            return held
        post.edit(body, by=by)
    return post


def change_waiting(held: Held, *, body: str, title: str = "") -> Post | Held:
    """Its author says it in another way: it is judged again, and waits as what was posted now, or is posted.

    Raises:
        DecidedMeanwhile: a moderator decided about it.
    """
    if held.changes is not None:
        return change(held.changes, body, by=held.author)
    if (held.body, held.title) == (body, title):
        return held
    words, form = Words.of(body, by=held.author), str(held.form or "")
    where = {"topic": held.topic, "reply_to": held.reply_to, "kind": held.kind, "section": held.section}
    with transaction.atomic():
        held.withdraw()
        if again := holding.held(held.group, words, by=held.author, form=form, title=title, **where):
            return again
        held.body, held.title = body, title
        return held.write()


def take_back(held: Held) -> None:
    """Its author does not want it posted any more: the words are a draft of theirs, unless something else waits there.

    Raises:
        DecidedMeanwhile: a moderator decided about it.
    """
    with transaction.atomic():
        held.withdraw()
        if Draft.at(held.author, held.place) is None:
            Draft.keep(held.author, held.place, body=held.body, title=held.title)


def waiting_for(post: Post) -> Held | None:
    """The change to a post that waits."""
    return Held.objects.waiting().filter(changes=post).select_related("author").first()
