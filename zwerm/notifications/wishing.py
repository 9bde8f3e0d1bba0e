"""What members wish: of a sort of notices, everywhere or in one group."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Q

from zwerm.activity.models import Entry
from zwerm.notifications import notices
from zwerm.notifications.choices import When
from zwerm.notifications.models import Wish
from zwerm.notifications.notices import Kind, Receivers


class Wishes:
    """What these members wish of what happens in these places: one query, however many they are."""

    def __init__(self, members: Collection[int], places: Collection[int | None]) -> None:
        here = Wish.objects.filter(Q(place=None) | Q(place__in=set(places) - {None}), member__in=members)
        rows = here.values_list("member", "place", "sort", "when") if members else ()
        self._said: dict[tuple[int, int | None, str], When] = {
            (member, where, sort): When(when) for member, where, sort, when in rows
        }

    def when(self, member: int, place: int | None, kind: Kind) -> When:
        """The closest wish counts: nothing from this group, then this sort here, then this sort everywhere, then its default."""
        if place and (member, place, Wish.ALL) in self._said:
            return When.NEVER
        sort = notices.sort_of(kind)
        if sort is None:
            return When.DIGEST
        here = self._said.get((member, place, sort.name)) if sort.in_groups and place else None
        return here or self._said.get((member, None, sort.name)) or sort.default


def who_ask(sort: str) -> Receivers:
    """Receivers of a sort that comes to nobody unasked: who wished it at once, in the group or everywhere."""

    def receivers(entry: Entry, after: int, most: int) -> Sequence[int]:
        wished = Wish.objects.filter(sort=sort, when=When.AT_ONCE, member__gt=after)
        here = wished.filter(Q(place=None) | Q(place=entry.place_id))
        return list(here.order_by("member").values_list("member", flat=True).distinct()[:most])

    return receivers
