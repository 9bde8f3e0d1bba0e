"""The first page."""

from __future__ import annotations

from html import escape
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zwerm.activity.strangers import same_for_strangers
from zwerm.core import shells, slots
from zwerm.core.bodies import hole
from zwerm.core.templatetags.ui import first_word
from zwerm.core.types import Request
from zwerm.members.models import Community, Member


@same_for_strangers
def show(request: Request) -> HttpResponse:
    community = Community.current()
    if community is None:
        return redirect("home:start")
    if not request.user.is_authenticated:
        return render(request, "home/welcome.html")
    return _to_member(request, request.user, community)


def _to_member(request: Request, member: Member, community: Community) -> HttpResponse:
    """The frame is rendered once for each part of the day, and filled with what is theirs (core/shells.py)."""
    part, waiting = _part_of_day(timezone.localtime().hour), slots.html("home.waiting", request)
    own = {
        "name": escape(first_word(member.name)),
        "first": slots.html("home.first", request) or slots.html("home.new_for_me", request),
        "waiting": waiting,
        "around": slots.html("home.community", request),
    }
    if not shells.is_plain(request):
        shown = {**own, "name": first_word(member.name), "part": part}
        return render(request, "home/home.html", shown | {"community": community})
    return shells.respond(
        request,
        "home/home.html",
        (part, bool(waiting), community.name),
        shown=lambda: _with_holes(community, part, is_waited_for=bool(waiting)),
        own=own,
    )


def _with_holes(community: Community, part: str, *, is_waited_for: bool) -> dict[str, Any]:
    holes = {"name": hole("name"), "first": hole("first"), "around": hole("around")}
    return {**holes, "community": community, "part": part, "waiting": is_waited_for and hole("waiting")}


def _part_of_day(hour: int) -> str:
    if not 4 < hour < 18:
        return "evening"
    return "morning" if hour < 12 else "afternoon"
