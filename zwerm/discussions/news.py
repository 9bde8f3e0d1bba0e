"""New for me: what others wrote in my groups and in what I follow since I was there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q, QuerySet

from zwerm.discussions.models import Mention, Topic, Watch

if TYPE_CHECKING:
    from zwerm.groups.models import Group
    from zwerm.members.models import Member

#: What the page may be narrowed to.
KINDS = ("unanswered", "followed", "mentions")


def for_member(member: Member, what: str = "") -> QuerySet[Topic]:
    """Topics with something `member` has not read, to be paged by `last_post_at`.

    In my groups since I joined them, and wherever I follow; never what I muted or where only I spoke.
    """
    reading = FilteredRelation("readings", condition=Q(readings__member=member))
    watches = Watch.objects.filter(member=member, topic=OuterRef("pk"))
    joined = member.memberships.filter(group=OuterRef("group"), joined_at__lte=OuterRef("last_post_at"))
    topics = Topic.objects.for_list().visible_to(member).standing().annotate(mine=reading)
    unread = Q(mine__number=None) & ~Q(last_post__author=member) | Q(mine__number__lt=F("last_number"))
    near = Q(Exists(joined)) | Q(Exists(watches.filter(level=Watch.Level.FOLLOW)))
    topics = topics.filter(unread, near, ~Exists(watches.filter(level=Watch.Level.MUTE)))
    if what == "unanswered":
        return topics.filter(kind=Topic.Kind.QUESTION, solution=None, last_number=1)
    if what == "followed":
        return topics.filter(Exists(watches.filter(level=Watch.Level.FOLLOW)))
    if what == "mentions":
        return topics.filter(Exists(Mention.objects.filter(member=member, post__topic=OuterRef("pk"))))
    return topics


def any_for(member: Member) -> bool:
    """Whether there is anything new: a dot, not a number."""
    return for_member(member).select_related(None).exists()


def in_groups(member: Member, groups: Sequence[Group]) -> Iterable[int]:
    """The keys of those of `groups` that hold something new for `member`. One query."""
    here = for_member(member).filter(group__in=groups).select_related(None).order_by()
    return here.values_list("group", flat=True).distinct()
