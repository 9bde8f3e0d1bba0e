"""New for me: what others wrote in my groups and in what I follow since I was there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet
from django.utils import timezone

from zwerm.discussions.models import Mention, Topic, Watch

if TYPE_CHECKING:
    from zwerm.groups.models import Group
    from zwerm.members.models import Member

#: What the page may be narrowed to.
KINDS = ("unanswered", "followed", "mentions")
#: What was said longer ago is in its group and is not news, however long somebody was away.
NEW = timedelta(days=90)
#: A dot in the frame, which stands on every page, tells of what is newer than this.
LATELY = timedelta(days=30)


def for_member(member: Member, what: str = "", since: timedelta = NEW) -> QuerySet[Topic]:
    """Topics with something `member` has not read, to be paged by `last_post_at`.

    In my groups since I joined them, and wherever I follow; never what I muted or where only I spoke.
    """
    reading = FilteredRelation("readings", condition=Q(readings__member=member))
    inside = FilteredRelation("group__memberships", condition=Q(group__memberships__member=member))
    watched = Watch.objects.filter(member=member)
    followed = Q(pk__in=watched.filter(level=Watch.Level.FOLLOW).values("topic"))
    muted = Q(pk__in=watched.filter(level=Watch.Level.MUTE).values("topic"))
    recent = Topic.objects.for_list().filter(last_post_at__gte=timezone.now() - since)
    topics = recent.visible_to(member).standing().annotate(mine=reading, inside=inside)
    unread = Q(mine__number=None) | Q(mine__number__lt=F("last_number"))
    topics = topics.filter(unread, Q(inside__joined_at__lte=F("last_post_at")) | followed, ~muted)
    if what == "unanswered":
        return topics.filter(kind=Topic.Kind.QUESTION, solution=None, last_number=1)
    if what == "followed":
        return topics.filter(followed)
    if what == "mentions":
        return topics.filter(Exists(Mention.objects.filter(member=member, post__topic=OuterRef("pk"))))
    return topics


def any_for(member: Member) -> bool:
    """Whether there is anything new: a dot, not a number."""
    return for_member(member, since=LATELY).select_related(None).exists()


def in_groups(member: Member, groups: Sequence[Group]) -> Iterable[int]:
    """The keys of those of `groups` that hold something new for `member`. One query."""
    here = for_member(member, since=LATELY).filter(group__in=groups).select_related(None).order_by()
    return here.values_list("group", flat=True).distinct()
