"""Who sits at the desk, and of which groups it tells."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from zwerm.groups.models import Group, GroupRole
from zwerm.members.models import Role

#: Who has these roles keeps the whole community.
EVERYWHERE = (Role.Kind.FACILITATOR, Role.Kind.MODERATOR, Role.Kind.ADMINISTRATOR)


class Keeper:
    """Somebody at their desk."""

    def __init__(self, person: Any) -> None:
        self.person = person

    @cached_property
    def groups(self) -> QuerySet[Group]:
        """The groups that this desk tells of: what a keeper of the community may see, or what one leads or moderates."""
        if self.person.holds(*EVERYWHERE):
            return Group.objects.visible_to(self.person)
        kept = GroupRole.objects.at().filter(member=self.person)
        return Group.objects.filter(pk__in=kept.values("group"))

    @cached_property
    def inside(self) -> frozenset[int]:
        """The groups that they are in, and so may talk in."""
        return frozenset(self.person.memberships.values_list("group", flat=True))
