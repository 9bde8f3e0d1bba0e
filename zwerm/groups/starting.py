"""What rooms above put into each new group, in the transaction in which it is started."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zwerm.groups.models import Group
    from zwerm.members.models import Member

#: A room says so in its hooks: `starts_with.append(deed)`, called with the group and who starts it.
starts_with: list[Callable[[Group, Member], None]] = []


def furnish(group: Group, by: Member) -> None:
    for deed in starts_with:
        deed(group, by)
