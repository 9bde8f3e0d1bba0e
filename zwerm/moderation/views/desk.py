"""The facilitator's desk, and reading everything since one was here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.core.doors import allow
from zwerm.core.types import Request
from zwerm.moderation.desk import busy, pictures, unread
from zwerm.moderation.desk.keeper import Keeper
from zwerm.moderation.models import Hand


def show(request: Request) -> HttpResponse:
    allow(request, "moderation.view_desk")
    keeper = Keeper(request.user)
    context = {
        "first": unread.lines_of(keeper).first(),
        "sections": busy.rows_of(keeper),
    }
    return render(request, "moderation/desk/desk.html", context)


def take_up(request: Request) -> HttpResponse:
    """To where one does what the row asks for, with the row in hand; unless somebody was there before."""
    allow(request, "moderation.view_desk")
    found = busy.row(Keeper(request.user), request.POST.get("row", ""))
    if found is None:
        messages.info(request, _("That was done meanwhile, by somebody else or by you."))
        return redirect("moderation:desk")
    section, row = found
    hand = Hand.lay(section.name, row.subject, by=request.user, over="over" in request.GET)
    if hand.by_id != request.user.pk:
        messages.info(request, _("%(name)s took this up a moment ago.") % {"name": hand.by.name})
        return redirect("moderation:desk")
    return redirect(row.act_url)


def show_effort(request: Request) -> HttpResponse:
    """What I did, and what members did by themselves."""
    allow(request, "moderation.view_desk")
    groups = pictures.groups_of(Keeper(request.user))
    context = {
        "effort": pictures.effort_of(request.user),
        "told": [here for here in groups if here.latest],
        "untold": [here.group.name for here in groups if not here.latest],
    }
    return render(request, "moderation/desk/effort.html", context)


def show_unread(request: Request) -> HttpResponse:
    allow(request, "moderation.view_desk")
    return render(request, "moderation/desk/unread.html", {"page": unread.page(Keeper(request.user))})


def move_on(request: Request) -> HttpResponse:
    """What was shown up to here is read; without a line, everything is."""
    allow(request, "moderation.view_desk")
    line = request.POST.get("to", "")
    unread.move_on(Keeper(request.user), int(line) if line.isdecimal() and len(line) < 19 else None)
    return redirect("moderation:unread")
