"""What notices put into the frame round every page: the bell."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from zwerm.core import slots
from zwerm.core.pieces import piece
from zwerm.groups.models import Group
from zwerm.notifications.bell import rings


def bell(request: HttpRequest | None, **_: Any) -> str:
    if request is None or not request.user.is_authenticated:
        return ""
    at = slots.at(request, "notifications:notices")
    return piece("notifications/parts/bell.html", news=rings(request.user), at=at)


def of_group(request: HttpRequest | None, *, group: Group, **_: Any) -> str:
    """In the menu of a group that one is in."""
    return piece("notifications/parts/of_group.html", slug=group.slug)


def tab(request: HttpRequest | None, *, here: str = "", **_: Any) -> str:
    """Among the pages about oneself."""
    return render_to_string("notifications/parts/tab.html", {"here": here})
