"""How far somebody has kept up with each of their groups: one moment in their membership, before which nothing is news to them.

With it, what is new is looked for among what was said since, and not among everything that they have read already. The readings stay
the truth about single conversations; a mark is only moved over what they say was read.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from zwerm.discussions.models import Progress, Reading, Topic, Watch
from zwerm.discussions.models.scope import TopicScope
from zwerm.groups.models import Membership

if TYPE_CHECKING:
    from zwerm.members.models import Member

#: What was said longer ago is in its group and is not news, however long somebody was away.
NEW = timedelta(days=90)
#: What is being written at this moment may still come in with an earlier date.
SETTLING = timedelta(minutes=1)
#: So many of the newest conversations keep where somebody was when they say that they have read everything.
KEPT = 300

#: When somebody's news of a group begins, as a column of their membership.
SINCE = Coalesce("caught_up_at", "joined_at")


def unread_by(member: Member, topics: TopicScope) -> TopicScope:
    """Those of `topics` that hold a post which `member` has not read, without those that they muted."""
    reading = FilteredRelation("readings", condition=Q(readings__member=member))
    muted = Watch.objects.filter(member=member, level=Watch.Level.MUTE, topic=OuterRef("pk"))
    unread = Q(mine__number=None) | Q(mine__number__lt=F("last_number"))
    return topics.annotate(mine=reading).filter(unread, ~Exists(muted), removed=False)


def advance(member: Member, group: int) -> None:
    """Move the mark of `member` in a group up to the oldest conversation that is news to them, or to now."""
    mine = Membership.objects.filter(member=member, group=group)
    since = mine.values_list(SINCE, flat=True).first()
    if since is None:
        return
    now = timezone.now()
    talk = Topic.objects.filter(group=group, last_post_at__gte=max(since, now - NEW))
    oldest = unread_by(member, talk).order_by("last_post_at", "pk").values_list("last_post_at", flat=True).first()
    mark = oldest or now - SETTLING
    if mark > since:
        mine.update(caught_up_at=mark)


def hold_back(member: Member, topic: Topic) -> None:
    """Put the mark of `member` back to a conversation that is news to them again."""
    mine = Membership.objects.filter(member=member, group=topic.group_id)
    with transaction.atomic():
        mine.filter(caught_up_at__gt=topic.last_post_at).update(caught_up_at=topic.last_post_at)
        Progress.step(member)


def catch_up(member: Member, news: QuerySet[Topic]) -> None:
    """Everything in `news`, the newest first, counts as read, and so does what was said before it in their groups."""
    with transaction.atomic():
        Reading.catch_up(member, news[:KEPT])
        Membership.objects.filter(member=member).update(caught_up_at=timezone.now() - SETTLING)
