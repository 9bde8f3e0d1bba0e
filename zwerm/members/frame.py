"""What people lend to the frame of every page: the way to the people, and to oneself."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest
from django.utils.translation import get_language

from zwerm.core import bodies, slots
from zwerm.core.bodies import Body
from zwerm.core.pieces import piece
from zwerm.members.models import Community


def side(request: HttpRequest | None, **_: Any) -> str:
    if request is None or not request.user.is_authenticated:
        return ""
    return piece("members/parts/side.html", at=slots.at(request, "members:people"))


def bar(request: HttpRequest | None, **_: Any) -> str:
    if request is None:
        return ""
    mine = request.user.get_absolute_url() if request.user.is_authenticated else ""
    return piece("members/parts/bar.html", mine=mine, here=request.path == mine)


def me(request: HttpRequest | None, **_: Any) -> str:
    """My page, my settings, signing out; for a visitor, the way in."""
    if request is None:
        return ""
    user = request.user
    if not user.is_authenticated:
        return _visitor(get_language()).filled({"back": escape(quote(request.get_full_path()))})
    shown = {"name": user.name, "photo": user.photo_url, "mine": user.get_absolute_url()}
    return piece("members/parts/frame_me.html", **shown, menu=slots.html("me.menu", request))


@lru_cache(maxsize=8)
def _visitor(_language: str | None) -> Body:
    return bodies.fresh("members/parts/frame_visitor.html", {"back": bodies.hole("back")})


def introduction() -> dict[str, str]:
    """Who we are, for the page without network and for the sign on a device."""
    community = Community.current()
    return {"name": community.name, "purpose": community.purpose} if community else {}
