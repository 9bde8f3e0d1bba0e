"""The newest of what is new for somebody, for the first page: the same as news.py says, by queries that are in SQL already."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from zwerm.core.prepared import Prepared
from zwerm.discussions import marks, news
from zwerm.discussions.models import Topic
from zwerm.members.models import Member


def newest_for(member: Member, count: int) -> list[Topic]:
    """The first `count` of what is new for `member`, the newest first: what is asked with every first page."""
    places, followed = news.places_of(member), news.followed_by(member)
    if not places and not followed:
        return []
    if max(len(places), len(followed)) > AT_ONCE or count > AT_ONCE:
        return list(news.near(member, news.for_member(member).order_by("-last_post_at", "-pk"), count)[:count])
    floor = timezone.now() - marks.NEW
    asked = {"member": member.pk, "groups": [place.group for place in places], "followed": followed, "floor": floor}
    edges = (_edge(**asked, group=place.group, begun=place.begun) for place in news.loudest(places))
    known = [rows[count - 1][0] for rows in edges if len(rows) >= count]
    begun = min((place.begun for place in places), default=floor)
    return _newest_of(**asked, since=max(known, default=begun))[:count]


def _ask_newest(member: int, groups: list[int], followed: list[int], floor: datetime) -> QuerySet[Topic]:
    return news.unread_in(Member(pk=member), groups, followed, floor).order_by("-last_post_at", "-pk")


#: Groups with news and conversations that are followed, with which the newest is asked by a query that is in SQL already.
AT_ONCE = 20
_many = {"groups": AT_ONCE, "followed": AT_ONCE}
_newest_of = Prepared(
    lambda member, groups, followed, floor, since: _ask_newest(member, groups, followed, floor).filter(
        last_post_at__gte=since
    )[:AT_ONCE],
    moments=("floor", "since"),
    many=_many,
)
_edge = Prepared(
    lambda member, groups, followed, floor, group, begun: (
        _ask_newest(member, groups, followed, floor)
        .filter(group=group, last_post_at__gte=begun)
        .values_list("last_post_at")[:AT_ONCE]
    ),
    moments=("floor", "begun"),
    many=_many,
)
