"""Nobody thanks themselves; the rooms add who may read and write there."""

from __future__ import annotations

from typing import Any


def is_not_own(person: Any, thing: Any) -> bool:
    """Whether somebody else wrote `thing` (anything with an author)."""
    return bool(person.is_authenticated and thing.author_id != person.pk)
