"""Where there is something new for somebody, as the dots in the frame tell it on every page; and when that may have changed."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import timedelta
from typing import NamedTuple

from django.utils import timezone

from zwerm.activity import memory
from zwerm.core.prepared import Prepared
from zwerm.discussions import news
from zwerm.discussions.marks import unread_by
from zwerm.discussions.models import Progress, Topic, Watch
from zwerm.groups import frame
from zwerm.members.models import Member

#: A dot tells of what is newer than this.
LATELY = timedelta(days=30)


def any_for(member: Member) -> bool:
    """Whether there is anything new: a dot, not a number."""
    found = _lately(member)
    return bool(found.groups) or found.elsewhere


def in_groups(member: Member, groups: Sequence[int]) -> Iterable[int]:
    """Those of the keys of `groups` that hold something new for `member`."""
    return _lately(member).groups.intersection(groups)


class Found(NamedTuple):
    """What the frame tells of."""

    groups: frozenset[int]
    #: Whether there is something new in what one follows outside one's groups.
    elsewhere: bool
    #: The groups in which something could become new: one's own, and those of what one follows.
    heard: frozenset[int]


def _lately(member: Member) -> Found:
    return member.once("news lately", lambda: _remembered(member))


def _remembered(member: Member) -> Found:
    """Remembered until somebody speaks where `member` would hear of it, or they read on."""
    return _found.known(
        (member.pk, Progress.of(member), timezone.localdate()),
        lambda found: _marks(member, found),
        lambda: _find_lately(member),
    )


def heard_by(member: Member) -> tuple[Hashable, ...]:
    """The marks of all in which something could become new for `member`: what depends on it is forgotten then (activity/memory.py)."""
    return _marks(member, _lately(member))


def _marks(member: Member, found: Found) -> tuple[Hashable, ...]:
    return memory.member(member.pk), *map(memory.place, found.heard)


def _find_lately(member: Member) -> Found:
    lately = timezone.now() - LATELY
    mine = {group.pk for group in frame.liveliest(member)}
    followed = Topic.objects.filter(pk__in=news.followed_by(member))
    elsewhere = unread_by(member, followed.filter(last_post_at__gt=lately).exclude(group__in=mine)).exists()
    return Found(
        frozenset(place.group for place in news.places_of(member) if place.newest > lately),
        elsewhere,
        frozenset({*mine, *(group for (group,) in _followed_in(member=member.pk))}),
    )


_found = memory.Shelf(most=5000)
_followed_in = Prepared(
    lambda member: Watch.objects.filter(member=member, level=Watch.Level.FOLLOW).values_list("topic__group").distinct()
)
