"""What the care of one's own data lends to the house: tabs beside the profile."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from zwerm.core import slots


def tabs(request: HttpRequest | None, *, here: str = "", **_: Any) -> str:
    return render_to_string("privacy/parts/tabs.html", {"here": here})


slots.fill("me.tabs", tabs, order=50)
