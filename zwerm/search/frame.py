"""What search lends to the frame of every page: a field, and on a phone the way to one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from zwerm.core import slots
from zwerm.core.pieces import piece


def field(request: HttpRequest | None, **_: Any) -> str:
    """Nothing on the page that has a field of its own."""
    if request is None or slots.at(request, "search:search"):
        return ""
    return piece("search/parts/frame.html")
