"""The documents that were found, of those in places that somebody may see now. Who shows one asks the door of its room as well."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import AnonymousUser

from zwerm.core.prepared import OfMany
from zwerm.groups.models import Group
from zwerm.members.models import Member
from zwerm.search.models import Row

#: Places that are asked for at once: a driver forgets how it read a statement with more than fifty values.
MANY = 40


def _of(person: Any, keys: list[int]) -> Any:
    return Group.objects.visible_to(person).filter(pk__in=keys).order_by().values_list("pk")


_open = OfMany("keys", MANY, lambda keys: _of(AnonymousUser(), keys))
_seen_by = OfMany("keys", MANY, lambda person, keys: _of(Member(pk=person), keys))


def in_sight(person: Any, rows: Collection[Row]) -> list[Row]:
    """Those of these documents that stand in no place, or in one that `person` may see."""
    places = sorted({row.place for row in rows if row.place is not None})
    seen = _seen_by(person=person.pk, keys=places) if person.is_authenticated else _open(keys=places)
    visible = {key for (key,) in seen}
    return [row for row in rows if row.place is None or row.place in visible]
