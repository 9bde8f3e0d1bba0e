"""Builders of groups, for tests and the example community."""

from __future__ import annotations

from itertools import count
from typing import Any

from zwerm.groups.models import Group, GroupRole
from zwerm.members.models import Member
from zwerm.members.samples import make_member

_numbers = count(1)


def make_group(
    name: str = "", *, owner: Member | None = None, members: tuple[Member, ...] = (), **fields: Any
) -> Group:
    """A group that members of the community see and join freely, led by `owner`, with `members` in it."""
    group = Group.start(
        by=owner or make_member(), name=name or f"Groep {next(_numbers)}", purpose="Hier leren we van elkaar.", **fields
    )
    for member in members:
        group.let_in(member)
    return group


def make_moderator(group: Group, name: str = "Bram") -> Member:
    """Somebody who moderates this group."""
    member = make_member(name)
    GroupRole.give(group, member, GroupRole.Kind.MODERATOR, by=None)
    return member
