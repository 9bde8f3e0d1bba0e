"""My own membership of a group: joining, and leaving."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from zwerm.core.doors import allow, find, seen
from zwerm.core.permissions import refusal
from zwerm.core.types import Request
from zwerm.groups.models import Group, Membership


def show(request: Request, slug: str) -> HttpResponse:
    """How I came in, and the way out."""
    group = find(Group, request, slug=slug)
    shown = {
        "group": group,
        "membership": _mine(request, group),
        "stays": refusal("groups.leave_group", request.user, group),
    }
    return render(request, "groups/membership.html", shown)


def join(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    allow(request, "groups.join_group", group)
    group.let_in(request.user)
    messages.success(request, gettext("You are in %(group)s now.") % {"group": group.name})
    return redirect(group)


def leave(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    allow(request, "groups.leave_group", group)
    _mine(request, group).leave()
    messages.success(request, gettext("You left %(group)s. What you wrote there stays.") % {"group": group.name})
    return redirect("groups:groups")


def _mine(request: Request, group: Group) -> Membership:
    membership = seen(Membership, request).filter(group=group, member=request.user.pk).first()
    if membership is None:
        raise Http404
    return membership
