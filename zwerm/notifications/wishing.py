"""What members wish: of a kind, everywhere or in one group."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Q

from zwerm.activity.models import Entry
from zwerm.notifications.choices import When
from zwerm.notifications.models import Wish
from zwerm.notifications.notices import Kind, Receivers


class Wishes:
    """What these members wish of what happens in one place: one query, however many they are."""

    def __init__(self, members: Collection[int], place: int | None) -> None:
        here = Wish.objects.filter(Q(place=None) | Q(place=place), member__in=members)
        rows = here.values_list("member", "place", "kind", "when")
        self._said = {(member, where is not None, kind): When(when) for member, where, kind, when in rows}

    def when(self, member: int, kind: Kind) -> When:
        """The closest wish counts: nothing from this group, then this kind here, then this kind everywhere, then how the kind is."""
        if (member, True, Wish.ALL) in self._said:
            return When.NEVER
        here = self._said.get((member, True, kind.name)) if kind.in_groups else None
        return here or self._said.get((member, False, kind.name)) or kind.default


def who_ask(kind: str) -> Receivers:
    """Receivers of a kind that comes to nobody unasked: who wished it at once or in the digest, in the group or everywhere."""

    def receivers(entry: Entry, after: int, most: int) -> Sequence[int]:
        wished = Wish.objects.filter(kind=kind, when__in=(When.AT_ONCE, When.DIGEST), member__gt=after)
        here = wished.filter(Q(place=None) | Q(place=entry.place_id))
        return list(here.order_by("member").values_list("member", flat=True).distinct()[:most])

    return receivers
