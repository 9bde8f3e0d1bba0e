"""By whose clock a day begins and an hour strikes: the member's own, or the community's."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from zwerm.members.models import Community, Member

#: The hour at which a pause ends.
MORNING = 8


def of(member: Member) -> ZoneInfo:
    """The member's own time zone, or the community's."""
    return _zone(member.time_zone) or of_community()


def of_community() -> ZoneInfo:
    community = Community.current()
    return _zone(community.time_zone if community else "") or ZoneInfo(settings.TIME_ZONE)


def _zone(name: str) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None
