"""Named permissions that say why they refuse.

A room's `rules.py` writes `permission("discussions.reply_topic", (is_open, _("This conversation is closed.")), ...)`: the
predicates are tried in order and the first that fails gives the reason. The same name works in a view (`allow`), a template
(`may`), a test and `member.has_perm(name, record)`, because it is registered with `rules` as well.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import rules
from django.utils.functional import Promise

Check = Callable[[Any, Any], bool]
Reason = str | Promise
#: A sentence, or what makes one of the person and the record: "until Tuesday" is another day for each.
Saying = Reason | Callable[[Any, Any], Reason]

_permissions: dict[str, tuple[tuple[Check, Saying], ...]] = {}


def permission(name: str, *steps: tuple[Check, Saying]) -> None:
    """Register a permission.

    Args:
        name: `room.verb_noun`, for example `groups.answer_request`.
        steps: pairs of a predicate `(member, record) -> bool` and the sentence a refusal shows.
    """
    if name in _permissions:
        raise ValueError(f"permission {name} is defined twice")
    _permissions[name] = steps
    rules.add_perm(name, rules.predicate(lambda member, record=None: refusal(name, member, record) is None, name=name))


def refusal(name: str, member: Any, record: Any = None) -> Reason | None:
    """Why `member` may not do `name` to `record`; None when they may. KeyError for an unknown name."""
    for check, reason in _permissions[name]:
        if not check(member, record):
            return reason(member, record) if callable(reason) else reason
    return None


def may(member: Any, name: str, record: Any = None) -> bool:
    """Whether `member`, or a visitor, may do `name` to `record`."""
    return refusal(name, member, record) is None


def names() -> list[str]:
    """Every permission in the house, sorted."""
    return sorted(_permissions)
