"""That mail to somebody comes back: what they are told of it, in the page, since no letter reaches them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import npgettext_lazy

from zwerm.activity.models import Entry
from zwerm.notifications import notices
from zwerm.notifications.models import Trouble
from zwerm.notifications.notices import Shown, Spot


def _of(entry: Entry) -> Spot:
    return Spot(entry.subject_id)


def _leads(entry: Entry) -> str:
    return reverse("notifications:wishes")


def _shown(person: Any, keys: Sequence[int]) -> Mapping[int, Shown]:
    off = Trouble.objects.off().filter(member=person, pk__in=keys)
    return {trouble.pk: Shown(trouble.address, reverse("notifications:wishes")) for trouble in off}


def _owner(entry: Entry, after: int, most: int) -> Sequence[int]:
    return notices.listed([entry.target_id], after, most)


notices.kind(
    "address",
    notices.Thing("address", of=_of, shown=_shown, leads=_leads),
    sort="",
    verbs=["address.switched_off"],
    receivers=_owner,
    strength=74,
    own=True,
    undone_by=["address.switched_on"],
    says=npgettext_lazy("notice", "Mail to %(title)s comes back", "Mail to %(title)s comes back", "count"),
)
