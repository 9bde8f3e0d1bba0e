"""Who may write in a group, of those who are in it, and who may come in: a pause and a block are decided by a room above."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from zwerm.groups.models import Group
from zwerm.members.rules import paused_said

PUT_OUT = _(
    "You were put out of this group. Why, until when, and how to object, stands under “Decisions” in your own pages."
)

#: Rooms that keep somebody out of a group say so here: `kept_out_by.append(check)`, asked of a member and a group.
kept_out_by: list[Callable[[Any, Group], bool]] = []


def may_write_here(person: Any, group: Group) -> bool:
    return group.paused_until(person) is None


def until_here(person: Any, group: Group) -> str:
    """Why somebody who is paused, here or everywhere, cannot write."""
    end = group.paused_until(person)
    return paused_said(end) if end else ""


def is_let_in(person: Any, group: Group) -> bool:
    """Was not put out for a while: the room that decides so says it."""
    return not any(keeps_out(person, group) for keeps_out in kept_out_by)
