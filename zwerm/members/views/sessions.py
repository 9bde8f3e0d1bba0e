"""Where I am signed in, and signing out there."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext

from zwerm.core.doors import allow, seen
from zwerm.core.resource import resource
from zwerm.core.types import Request
from zwerm.members.models import Session


def list_sessions(request: Request) -> HttpResponse:
    allow(request, "members.change_member", request.user)
    running = seen(Session.objects.running().select_related("member"), request).order_by("-seen_on", "-since")
    shown = {"sessions": [one for one in running if one.holds], "here": request.session.session_key}
    return render(request, "members/sessions.html", shown)


def end_others(request: Request) -> HttpResponse:
    """Stay signed in here, and nowhere else."""
    allow(request, "members.change_member", request.user)
    others = seen(Session, request).exclude(pk=request.session.session_key).select_related("member")
    many = 0
    for one in others:
        many += one.holds
        one.end()
    told = ngettext("You are signed out in one other place.", "You are signed out in %(many)d other places.", many)
    messages.success(request, told % {"many": many} if many else gettext("You were signed in only here."))
    return redirect("members:sessions")


def end_one(request: Request, name: str) -> HttpResponse:
    allow(request, "members.change_member", request.user)
    mine = seen(Session.objects.select_related("member"), request)
    session = next((one for one in mine if one.name == name), None)
    if session is None:
        raise Http404
    if session.pk == request.session.session_key:
        logout(request)
        return redirect("/")
    session.end()
    messages.success(request, gettext("You are signed out there."))
    return redirect("members:sessions")


sessions = resource(get=list_sessions, delete=end_others)
session = resource(delete=end_one)
