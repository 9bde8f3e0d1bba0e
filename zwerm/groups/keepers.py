"""Who leads or moderates a group, for the pages on which it stands beside each name."""

from __future__ import annotations

from zwerm.activity import memory
from zwerm.core.prepared import Prepared
from zwerm.groups.models import Group
from zwerm.groups.terms import holds

_rows = Prepared(
    lambda group: (
        Group(pk=group).roles.order_by("kind", "pk").values_list("member", "kind", "since", "until", "ended_at")
    )
)
_kept = memory.Shelf(most=1000)


def roles(group: Group) -> dict[int, str]:
    """What somebody is in the group now, by their key; who leads it and moderates it too, leads it."""
    terms = _kept.known((group.pk, group.roles_version), [], lambda: tuple(_rows(group=group.pk)))
    return {member: kind for member, kind, *term in terms if holds(kind, *term)}
