"""What people lend to the frame of every page: the way to the people, and to oneself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from zwerm.members.models import Community


def side(request: HttpRequest | None, **_: Any) -> str:
    if request is None or not request.user.is_authenticated:
        return ""
    return render_to_string("members/parts/side.html", request=request)


def bar(request: HttpRequest | None, **_: Any) -> str:
    if request is None:
        return ""
    return render_to_string("members/parts/bar.html", request=request)


def me(request: HttpRequest | None, **_: Any) -> str:
    """My page, my settings, signing out; for a visitor, the way in."""
    if request is None:
        return ""
    return render_to_string("members/parts/frame_me.html", request=request)


def introduction() -> dict[str, str]:
    """Who we are, for the page without network and for the sign on a device."""
    community = Community.current()
    return {"name": community.name, "purpose": community.purpose} if community else {}
