"""The newest of what is new for somebody, as the first page and "new for me" show it: what news.py says, in few steps and narrow rows.

The groups that are loudest are walked through in order, by an index, until there is enough; the others are asked for no more than what was
said since. What was found is remembered until somebody speaks where this member hears of it, or they read on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils import timezone

from zwerm.activity import memory
from zwerm.core.prepared import OfFew, Prepared
from zwerm.discussions import dots, news
from zwerm.discussions.marks import NEW, unread_by
from zwerm.discussions.models import Progress, Topic
from zwerm.members.models import Member


class Brief(NamedTuple):
    """As much of a conversation as says which line of a list shows it, and where; to be compared by."""

    last_post_at: datetime
    pk: int
    version: int
    #: The name of its group.
    group: str


COLUMNS = ("last_post_at", "pk", "version", "group__name")


def newest_for(member: Member, count: int) -> tuple[Brief, ...]:
    """The first `count` of what is new for `member`, the newest first."""
    return _kept.known(
        (member.pk, count, Progress.of(member), timezone.localdate()),
        lambda _found: dots.heard_by(member),
        lambda: tuple(_first(_found_for(member, count), count)),
    )


def _found_for(member: Member, count: int) -> list[Brief]:
    """What is new for `member`, among it the first `count`."""
    asked, places, found = _prepared(count), news.places_of(member), list[Brief]()
    floor, loudest = timezone.now() - NEW, news.loudest(places)
    for place in sorted(loudest, reverse=True):
        if place.newest >= _edge(found, count, floor):
            found += map(Brief._make, asked.walk(member=member.pk, group=place.group, since=place.begun))
    since = _edge(found, count, floor)
    others = [place.group for place in places if place not in loudest and place.newest >= since]
    followed = news.followed_by(member)
    if others:
        found += map(Brief._make, asked.others(member=member.pk, groups=others, floor=floor, since=since))
    if followed:
        found += map(Brief._make, asked.elsewhere(member=member.pk, followed=followed, since=since))
    return found


def _first(found: Iterable[Brief], count: int) -> Sequence[Brief]:
    return sorted(found, reverse=True)[:count]


def _edge(found: Sequence[Brief], count: int, floor: datetime) -> datetime:
    """No conversation that spoke before this is among the first `count`."""
    return floor if len(found) < count else _first(found, count)[-1].last_post_at


def _walk(member: int, group: int, since: datetime) -> QuerySet[Topic]:
    return unread_by(Member(pk=member), Topic.objects.filter(group=group, last_post_at__gte=since))


def _others(member: int, groups: list[int], floor: datetime, since: datetime) -> QuerySet[Topic]:
    return news.unread_inside(Member(pk=member), groups, floor).filter(last_post_at__gte=since)


def _elsewhere(member: int, followed: list[int], since: datetime) -> QuerySet[Topic]:
    return news.unread_outside(Member(pk=member), followed).filter(last_post_at__gte=since)


class Asked(NamedTuple):
    """The queries for the first so many."""

    walk: Prepared
    others: Prepared
    elsewhere: Prepared


@lru_cache(maxsize=8)
def _prepared(count: int) -> Asked:
    def briefly(topics: QuerySet[Topic]) -> QuerySet[Topic, Any]:
        return topics.order_by("-last_post_at", "-pk").values_list(*COLUMNS)[:count]

    return Asked(
        Prepared(lambda member, group, since: briefly(_walk(member, group, since)), moments=("since",)),
        OfFew(
            "groups",
            lambda member, groups, floor, since: briefly(_others(member, groups, floor, since)),
            moments=("floor", "since"),
        ),
        OfFew(
            "followed",
            lambda member, followed, since: briefly(_elsewhere(member, followed, since)),
            moments=("since",),
        ),
    )


_kept = memory.Shelf(most=1000)
