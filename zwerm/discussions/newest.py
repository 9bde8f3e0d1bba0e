"""The newest of what is new for somebody, as the first page and "new for me" show it: what news.py says, by queries that are in SQL already."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.db.models import QuerySet
from django.utils import timezone

from zwerm.core.prepared import Prepared
from zwerm.discussions import marks, news
from zwerm.discussions.models import Topic
from zwerm.members.models import Member


def newest_for(member: Member, count: int) -> list[Topic]:
    """The first `count` of what is new for `member`, the newest first."""
    places, followed = news.places_of(member), news.followed_by(member)
    if not places and not followed:
        return []
    if max(len(places), len(followed)) > AT_ONCE:
        return list(news.near(member, news.for_member(member).order_by("-last_post_at", "-pk"), count)[:count])
    floor = timezone.now() - marks.NEW
    asked = {"member": member.pk, "groups": [place.group for place in places], "followed": followed, "floor": floor}
    edge, newest = _prepared(count)
    known = [row[0] for place in news.loudest(places) for row in edge(**asked, group=place.group, begun=place.begun)]
    begun = min((place.begun for place in places), default=floor)
    return newest(**asked, since=max(known, default=begun))


def _ask_newest(member: int, groups: list[int], followed: list[int], floor: datetime) -> QuerySet[Topic]:
    return news.unread_in(Member(pk=member), groups, followed, floor).order_by("-last_post_at", "-pk")


#: Groups with news and conversations that are followed, with which the newest is asked by a query that is in SQL already.
AT_ONCE = 20
_many = {"groups": AT_ONCE, "followed": AT_ONCE}


@lru_cache(maxsize=8)
def _prepared(count: int) -> tuple[Prepared, Prepared]:
    """When number `count` of what is new in one group spoke; the first `count` since then in all of them."""
    edge = Prepared(
        lambda member, groups, followed, floor, group, begun: (
            _ask_newest(member, groups, followed, floor)
            .filter(group=group, last_post_at__gte=begun)
            .values_list("last_post_at")[count - 1 : count]
        ),
        moments=("floor", "begun"),
        many=_many,
    )
    newest = Prepared(
        lambda member, groups, followed, floor, since: _ask_newest(member, groups, followed, floor).filter(
            last_post_at__gte=since
        )[:count],
        moments=("floor", "since"),
        many=_many,
    )
    return edge, newest
