"""One group: what is alive in it, what it is, and its settings."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from zwerm.core.doors import allow, find, seen
from zwerm.core.types import Request
from zwerm.groups.forms import GroupForm
from zwerm.groups.models import Group, GroupRole


def show(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    below = seen(Group, request).filter(parent=group)
    return render(request, "groups/group.html", {"group": group, "below": below})


def about(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    roles = (
        seen(GroupRole.objects.at(), request).filter(group=group).select_related("member").order_by("-kind", "since")
    )
    return render(request, "groups/about.html", {"group": group, "roles": roles})


def settings(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    allow(request, "groups.keep_group", group)
    return _settings(request, group, GroupForm(instance=group, parent=group.parent))


def change(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    allow(request, "groups.keep_group", group)
    form = GroupForm(request.POST, instance=group, parent=group.parent)
    if not form.is_valid():
        return _settings(request, group, form)
    group.change(by=request.user, **form.cleaned_data)
    messages.success(request, gettext("The settings of the group are kept."))
    return redirect(group)


def _settings(request: Request, group: Group, form: GroupForm) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "groups/settings.html", {"group": group, "form": form}, status=status)
