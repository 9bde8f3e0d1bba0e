"""The documents that were found, of those in places that somebody may see now. Who shows one asks the door of its room as well."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import AnonymousUser

from zwerm.core.prepared import Prepared
from zwerm.groups.models import Group
from zwerm.members.models import Member
from zwerm.search.models import Row

#: Places that are asked for at once: a driver forgets how it read a statement with more than fifty values.
MANY = 40


def _of(person: Any, keys: list[int]) -> Any:
    return Group.objects.visible_to(person).filter(pk__in=keys).order_by().values_list("pk")


_open = Prepared(lambda keys: _of(AnonymousUser(), keys), many={"keys": MANY})
_seen_by = Prepared(lambda person, keys: _of(Member(pk=person), keys), many={"keys": MANY})


def in_sight(person: Any, rows: Collection[Row]) -> list[Row]:
    """Those of these documents that stand in no place, or in one that `person` may see."""
    places = _seen(person, sorted({row.place for row in rows if row.place is not None}))
    return [row for row in rows if row.place is None or row.place in places]


def _seen(person: Any, places: list[int]) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(places), MANY):
        asked = places[start : start + MANY]
        seen = _seen_by(person=person.pk, keys=asked) if person.is_authenticated else _open(keys=asked)
        found.update(key for (key,) in seen)
    return found
