"""What rooms keep about a member, and what becomes of it: declared by each room, used by export, erasure and claims.

Every model with a key to a member is declared in its room's `hooks.py` (law 7):
`personal.declare(Reaction, giver=Fate.DELETE, receiver=Fate.KEEP, exported=["giver"])`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models


class Fate(Enum):
    """What happens to a row when the member its key points to is erased."""

    #: The row goes.
    DELETE = "delete"
    #: The row stays and points to nobody.
    UNLINK = "unlink"
    #: The row stays and points to what is left of the member: a name that says nothing.
    KEEP = "keep"


@dataclass(frozen=True)
class Declaration:
    """A model, the fate of its rows by each of its keys to a member, and the keys by which it belongs in somebody's export."""

    model: type[models.Model]
    fates: Mapping[str, Fate]
    exported: Sequence[str]
    #: Columns that never leave the house, such as a password's hash.
    secret: Sequence[str]


_declared: dict[type[models.Model], Declaration] = {}


def declare(
    model: type[models.Model], *, exported: Sequence[str] = (), secret: Sequence[str] = (), **fates: Fate
) -> None:
    """Say what becomes of the rows of `model`.

    Raises:
        ValueError: a key of the model to a member was forgotten, or one is named that it does not have.
    """
    keys = keys_to_members(model)
    if set(fates) != set(keys):
        raise ValueError(f"{model.__name__} has the keys {keys} to members, and declares {sorted(fates)}")
    _declared[model] = Declaration(model, fates, exported, secret)


def declared() -> list[Declaration]:
    """Every declaration, models higher in the house first."""
    return sorted(_declared.values(), key=lambda one: one.model._meta.label, reverse=True)


def declaration(model: type[models.Model]) -> Declaration | None:
    return _declared.get(model)


def keys_to_members(model: type[models.Model]) -> list[str]:
    """The names of a model's own keys to a member, sorted."""
    return sorted(
        field.name
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model is get_user_model()
    )


#: Deeds of rooms when somebody leaves, in the transaction of the leaving, before any row is erased: `deed(member)`.
_before_leaving: dict[str, Callable[[Any], None]] = {}
#: Deeds that take away the words somebody wrote, when they ask for that.
_words: dict[str, Callable[[Any], None]] = {}
#: Deeds after everything of one member was moved to another: `deed(from_member, to_member)`.
_after_moving: dict[str, Callable[[Any, Any], None]] = {}


def before_leaving(deed: Callable[[Any], None]) -> None:
    """Let a room hand over what may not stay behind: a group that would lose its only owner."""
    _before_leaving[_name(deed)] = deed


def blank_words(deed: Callable[[Any], None]) -> None:
    """Let a room take away the text of what a member wrote there."""
    _words[_name(deed)] = deed


def after_moving(deed: Callable[[Any, Any], None]) -> None:
    """Let a room mend what it keeps counted when the rows of one member became another's."""
    _after_moving[_name(deed)] = deed


def hand_over(member: Any) -> None:
    for deed in _before_leaving.values():
        deed(member)


def take_words(member: Any) -> None:
    for deed in _words.values():
        deed(member)


def mend(from_member: Any, to_member: Any) -> None:
    for deed in _after_moving.values():
        deed(from_member, to_member)


def _name(deed: Callable[..., None]) -> str:
    return f"{deed.__module__}.{deed.__qualname__}"
