"""Copies of records that several requests share: each request may change its own."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model
from django.db.models.base import ModelState

M = TypeVar("M", bound=Model)


def copied(record: M) -> M:
    """What `copy.copy` gives, in a tenth of its time: the fields, and what was joined to them."""
    other = object.__new__(type(record))
    other.__dict__.update(record.__dict__)
    state = other._state = object.__new__(ModelState)
    state.__dict__.update(record._state.__dict__)
    state.fields_cache = {**record._state.fields_cache}
    return other
