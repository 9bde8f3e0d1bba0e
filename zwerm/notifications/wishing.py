"""What members wish: of a sort of notices, everywhere or in one group."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Q, QuerySet

from zwerm.activity.models import Entry
from zwerm.core.prepared import OfFew
from zwerm.notifications import notices
from zwerm.notifications.choices import When
from zwerm.notifications.models import Wish
from zwerm.notifications.notices import Kind, Receivers


def _ask_wished(members: Sequence[int], place: int) -> QuerySet[Any, Any]:
    here = Wish.objects.filter(Q(place=None) | Q(place=place), member__in=members)
    return here.values_list("member", "place", "sort", "when")


_wished = OfFew("members", _ask_wished)


class Wishes:
    """What these members wish of what happens in one place: one query, however many they are."""

    def __init__(self, members: Collection[int], place: int | None) -> None:
        rows = _wished(members=sorted(members), place=place or 0)
        self._said = {(member, where is not None, sort): When(when) for member, where, sort, when in rows}

    def when(self, member: int, kind: Kind) -> When:
        """The closest wish counts: nothing from this group, then this sort here, then this sort everywhere, then its default."""
        if (member, True, Wish.ALL) in self._said:
            return When.NEVER
        sort = notices.sort_of(kind)
        if sort is None:
            return When.DIGEST
        here = self._said.get((member, True, sort.name)) if sort.in_groups else None
        return here or self._said.get((member, False, sort.name)) or sort.default


def who_ask(sort: str) -> Receivers:
    """Receivers of a sort that comes to nobody unasked: who wished it at once, in the group or everywhere."""

    def receivers(entry: Entry, after: int, most: int) -> Sequence[int]:
        wished = Wish.objects.filter(sort=sort, when=When.AT_ONCE, member__gt=after)
        here = wished.filter(Q(place=None) | Q(place=entry.place_id))
        return list(here.order_by("member").values_list("member", flat=True).distinct()[:most])

    return receivers
