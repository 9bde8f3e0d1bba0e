"""The facilitator's desk, and reading everything since one was here."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from zwerm.core.doors import allow
from zwerm.core.types import Request
from zwerm.moderation import desk
from zwerm.moderation.desk import effort, unread
from zwerm.moderation.desk.keeper import Keeper


def show(request: Request) -> HttpResponse:
    allow(request, "moderation.view_desk")
    keeper = Keeper(request.user)
    context = {
        "first": unread.lines_of(keeper).first(),
        "sections": [(section, section.rows(keeper)) for section in desk.sections()],
        "weeks": effort.weeks_of(request.user),
    }
    return render(request, "moderation/desk/desk.html", context)


def show_unread(request: Request) -> HttpResponse:
    allow(request, "moderation.view_desk")
    return render(request, "moderation/desk/unread.html", {"page": unread.page(Keeper(request.user))})


def move_on(request: Request) -> HttpResponse:
    """What was shown up to here is read; without a line, everything is."""
    allow(request, "moderation.view_desk")
    line = request.POST.get("to", "")
    unread.move_on(Keeper(request.user), int(line) if line.isdecimal() and len(line) < 19 else None)
    return redirect("moderation:unread")
