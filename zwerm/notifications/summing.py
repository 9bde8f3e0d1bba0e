"""What somebody wishes of each of their groups, in a few words."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, NamedTuple

from django.utils.translation import gettext, ngettext, pgettext

from zwerm.groups.models import Group
from zwerm.notifications.models import Wish


class Summary(NamedTuple):
    group: Group
    says: str
    differs: bool


def summaries(member: Any) -> list[Summary]:
    """A line for each group that `member` is in, and for those of which they wished something."""
    wished: dict[int | None, list[str]] = defaultdict(list)
    for place, sort in Wish.objects.filter(member=member).exclude(place=None).values_list("place", "sort"):
        wished[place].append(sort)
    seen = Group.objects.visible_to(member)
    groups = seen.of(member) | seen.filter(pk__in=[key for key in wished if key])
    return [Summary(group, _said(wished[group.pk]), bool(wished[group.pk])) for group in groups.order_by("name", "pk")]


def _said(sorts: list[str]) -> str:
    if not sorts:
        return pgettext("what somebody wishes of a group", "as everywhere")
    if Wish.ALL in sorts:
        return gettext("nothing from this group")
    return ngettext("%(many)d choice of its own", "%(many)d choices of its own", len(sorts)) % {"many": len(sorts)}
