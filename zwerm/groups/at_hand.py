"""A group by the name in its address, at hand in each web process while nothing changes it."""

from __future__ import annotations

from zwerm.activity import memory
from zwerm.core.copies import copied
from zwerm.core.prepared import Prepared
from zwerm.groups.models import Group

_called = Prepared(lambda slug: Group.objects.filter(slug=slug))
_groups = memory.Shelf(most=2000)


def called(slug: str) -> Group | None:
    """The group of this name, a copy for who asks; whether they may see it is asked afterwards (`let_see`)."""
    group: Group | None = _groups.known(slug, _depends, lambda: next(iter(_called(slug=slug)), None))
    return group and copied(group)


def _depends(group: Group | None) -> tuple[object, ...]:
    return (memory.LOG,) if group is None else (memory.place(group.pk), memory.about(group))
