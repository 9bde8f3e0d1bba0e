"""What somebody posts waits where the rules of the group say so: asked when they post, in the transaction in which it would be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q

from zwerm.discussions.models import Held, Post
from zwerm.discussions.models.words import Words, as_read
from zwerm.discussions.waiting import MATTER
from zwerm.moderation import holding
from zwerm.moderation.models import Case

if TYPE_CHECKING:
    from zwerm.groups.models import Group
    from zwerm.members.models import Member


def held(group: Group, words: Words, *, by: Member, form: str, title: str = "", **fields: Any) -> Held | None:
    """What waits now, or waited already when the same form or the same words come again; None when it need not wait.

    Args:
        fields: of `Held`: the topic and the post it answers, or the kind and section of the topic it begins.
    """
    why = holding.asked(group, _wrote(title, words.body, words.html, by, group), by=by)
    if not why:
        return None
    same = Q(body=words.body, post=None, refused_at=None) | (Q(form=form) if form else Q(pk=None))
    where = {"author": by, "group": group, "topic": fields.get("topic"), "changes": None}
    earlier = Held.objects.filter(same, **where).select_related("author").first()
    if earlier is not None:
        if not earlier.waits or (earlier.body, earlier.title) == (words.body, title):
            return earlier
        earlier.withdraw()  # the same form says something else now
    found = Held.keep(group, words, by=by, form=form, title=title, **fields)
    Case.hold(MATTER, found, why)
    return found


def held_change(post: Post, body: str, *, by: Member) -> Held | None:
    """A change to a post that waits now; None when it need not wait. What is hidden nobody reads, and who hid it looks again."""
    if body == post.body or post.is_removed:
        return None
    words, group = Words.of(body, by=by), post.topic.group
    title = post.topic.title if post.number == 1 else ""
    wrote = _wrote(title, words.body, words.html, by, group, but=post)
    stood = _wrote(title, post.body, post.html, by, group, but=post)
    why = holding.asked(group, wrote, by=by, stood=stood)
    if not why:
        return None
    found = Held.keep(group, words, by=by, form="", topic=post.topic, changes=post)
    Case.hold(MATTER, found, why)
    return found


def _wrote(title: str, body: str, html: str, by: Member, group: Group, *, but: Post | None = None) -> holding.Wrote:
    return holding.Wrote(
        words=lambda: as_read(title, html),
        source=body,
        earlier=lambda most: _count(by, group, most, but=but),
    )


def _count(member: Member, group: Group, most: int, *, but: Post | None = None) -> int:
    """How many posts of `member` stand in `group`, as far as `most`; one that is about to be changed is no experience."""
    standing = Post.objects.filter(author=member, topic__group=group, topic__removed=False, deletion=None)
    others = standing.exclude(pk=but.pk) if but else standing
    return others.order_by()[:most].count()
