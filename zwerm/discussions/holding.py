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
    wrote = holding.Wrote(
        words=lambda: as_read(title, words.html),
        source=words.body,
        earlier=lambda most: _count(by, group, most),
    )
    why = holding.asked(group, wrote, by=by)
    if not why:
        return None
    same = Q(body=words.body, post=None, refused_at=None) | (Q(form=form) if form else Q(pk=None))
    earlier = Held.objects.filter(same, author=by, group=group, topic=fields.get("topic"), title=title).first()
    if earlier is not None:
        return earlier
    found = Held.keep(group, words, by=by, form=form, title=title, **fields)
    Case.hold(MATTER, found, why)
    return found


def _count(member: Member, group: Group, most: int) -> int:
    """How many posts of `member` stand in `group`, as far as `most`."""
    standing = Post.objects.filter(author=member, topic__group=group, topic__removed=False, deletion=None)
    return standing.order_by()[:most].count()
