"""New for me: what others wrote in my groups and in what I follow since I was there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from zwerm.core.prepared import Prepared
from zwerm.discussions.marks import NEW, SINCE, unread_by
from zwerm.discussions.models import Mention, Topic, Watch
from zwerm.discussions.models.scope import TopicScope
from zwerm.groups.models import Group, Membership
from zwerm.members.models import Member

#: What the page may be narrowed to, and of that what is little.
FEW = ("followed", "mentions")
KINDS = ("unanswered", *FEW)
#: So many of the conversations that somebody follows, and so many of the newest words that name them, can be news to them.
MOST, NAMED = 200, 100


class Place(NamedTuple):
    """A group in which somebody looks for talk."""

    #: When it last spoke, of what is looked for; the first to compare by.
    newest: datetime
    group: int
    begun: datetime
    size: int


def for_member(member: Member, what: str = "") -> QuerySet[Topic]:
    """Topics with something `member` has not read, to be paged by `last_post_at`.

    In my groups since I joined them, and wherever I follow; never what I muted or where only I spoke.
    """
    groups, followed = [place.group for place in places_of(member)], followed_by(member)
    topics = unread_in(member, groups, followed, timezone.now() - NEW)
    if what in FEW:
        # Found by their keys first: put in order in the same query, all that was said in a group would be walked through.
        keys = followed if what == "followed" else _naming(member)
        return Topic.objects.for_list().filter(pk__in=list(topics.filter(pk__in=keys).values_list("pk", flat=True)))
    return topics.unanswered() if what == "unanswered" else topics


def unread_in(member: Member, groups: Sequence[int], followed: Sequence[int], floor: datetime) -> TopicScope:
    """What `member` has not read since `floor` in these groups of theirs, and in these conversations elsewhere."""
    return _with_membership(member, Topic.objects.for_list()).filter(_inside(groups, floor) | _outside(followed))


def unread_inside(member: Member, groups: Sequence[int], floor: datetime) -> TopicScope:
    """The first half of it alone: an index of each group is enough for that."""
    return _with_membership(member, Topic.objects.all()).filter(_inside(groups, floor))


def unread_outside(member: Member, followed: Sequence[int]) -> TopicScope:
    """The other half."""
    return _with_membership(member, Topic.objects.all()).filter(_outside(followed))


def _with_membership(member: Member, topics: TopicScope) -> TopicScope:
    inside = FilteredRelation("group__memberships", condition=Q(group__memberships__member=member))
    return unread_by(member, topics.annotate(inside=inside))


def _inside(groups: Sequence[int], floor: datetime) -> Q:
    since = Greatest(Coalesce("inside__caught_up_at", "inside__joined_at"), floor)
    return Q(group__in=groups, last_post_at__gte=since)


def _outside(followed: Sequence[int]) -> Q:
    return Q(inside__id=None, pk__in=followed)


def near(member: Member, topics: QuerySet[Topic], count: int) -> QuerySet[Topic]:
    """`topics`, which are news to `member` and in order, no further than the first `count` of them can lie."""
    return within(places_of(member), topics, count)


def open_to(person: Any, topics: QuerySet[Topic], count: int) -> QuerySet[Topic]:
    """The same for `topics` of all groups that `person` may see."""
    groups = Group.objects.visible_to(person).order_by(F("last_talk_at").desc(nulls_last=True), "pk")[:count]
    places = [
        Place(group.last_talk_at or group.created_at, group.pk, group.created_at, group.member_count)
        for group in groups
    ]
    return within(places, topics.filter(group__in=[place.group for place in places]), count)


def within(places: Sequence[Place], topics: QuerySet[Topic], count: int) -> QuerySet[Topic]:
    """`topics` of these places, in order, no further than the first `count` of them can lie.

    In a group where much is said the row of that number is found at once by an index; no more than what lies before it has to
    be looked through in the others. Where most is said is guessed: in the group that spoke last, or in the largest.
    """
    if not places:
        return topics
    backwards = str(topics.query.order_by[0]).startswith("-")
    edges = [_row(topics, place, count) for place in loudest(places)]
    known = [edge for edge in edges if edge]
    if backwards:
        return topics.filter(last_post_at__gte=max(known, default=min(place.begun for place in places)))
    topics = topics.filter(last_post_at__gte=min(place.begun for place in places))
    return topics.filter(last_post_at__lte=min(known)) if known else topics


def loudest(places: Sequence[Place]) -> set[Place]:
    """Where most is said, as far as one can guess."""
    return {max(places), max(places, key=lambda place: place.size)} if places else set()


def _row(topics: QuerySet[Topic], place: Place, count: int) -> datetime | None:
    """When the conversation spoke that is number `count` of `topics` in one group; None where there are fewer."""
    there = topics.filter(group=place.group, last_post_at__gte=place.begun).values_list("last_post_at", flat=True)
    return next(iter(there[count - 1 : count]), None)


def places_of(member: Member) -> list[Place]:
    """The groups of `member` that hold something new: one look in each at the newest talk, which mostly is."""
    return member.once("places with news", lambda: _find_places(member))


def _find_places(member: Member) -> list[Place]:
    rows = _newest(member=member.pk, floor=timezone.now() - NEW)
    return [Place(*row) for row in rows if row[0]]


def _newest_in_groups(member: Member, floor: datetime) -> QuerySet[Membership, Any]:
    talk = Topic.objects.filter(group=OuterRef("group"), last_post_at__gte=OuterRef("begun"))
    newest = Subquery(unread_by(member, talk).order_by("-last_post_at", "-pk").values("last_post_at")[:1])
    mine = Membership.objects.filter(member=member).annotate(begun=Greatest(SINCE, floor), newest=newest)
    return mine.values_list("newest", "group", "begun", "group__member_count")


def followed_by(member: Member) -> list[int]:
    """The conversations that `member` follows and may see, in which somebody spoke of late."""
    return member.once("followed lately", lambda: _find_followed(member))


def _find_followed(member: Member) -> list[int]:
    watched = [topic for (topic,) in _watched(member=member.pk)]
    if not watched:
        return []
    followed = Topic.objects.visible_to(member).filter(pk__in=watched)
    return list(followed.filter(last_post_at__gte=timezone.now() - NEW).values_list("pk", flat=True))


def _naming(member: Member) -> list[int]:
    """The conversations in which `member` was named of late."""
    newest = (
        Mention.objects.filter(member=member).order_by("-pk").values_list("post__created_at", "post__topic")[:NAMED]
    )
    return [topic for at, topic in newest if at >= timezone.now() - NEW]


_newest = Prepared(lambda member, floor: _newest_in_groups(Member(pk=member), floor), moments=("floor",))
_watched = Prepared(
    lambda member: (
        Watch.objects.filter(member=member, level=Watch.Level.FOLLOW).order_by("-pk").values_list("topic")[:MOST]
    )
)
