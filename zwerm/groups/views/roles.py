"""Who leads and moderates a group, and for how long."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from zwerm.core.doors import allow, find, seen
from zwerm.core.types import Request
from zwerm.groups.forms import RoleForm
from zwerm.groups.models import Group, GroupRole


def show(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    allow(request, "groups.keep_group", group)
    asked = {"member": request.GET.get("member", ""), "kind": request.GET.get("kind", GroupRole.Kind.MODERATOR)}
    return _list(request, group, RoleForm(person=request.user, group=group, initial=asked))


def give(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    allow(request, "groups.keep_group", group)
    form = RoleForm(request.POST, person=request.user, group=group)
    if not form.is_valid():
        return _list(request, group, form)
    role = form.give()
    messages.success(request, gettext("You asked %(name)s. It counts from now.") % {"name": role.member.name})
    return redirect("groups:roles", slug)


def end(request: Request, slug: str, key: int) -> HttpResponse:
    role = find(GroupRole.objects.at().select_related("group", "member"), request, group__slug=slug, pk=key)
    allow(request, "groups.end_role", role)
    role.end(by=request.user)
    messages.success(request, gettext("The role of %(name)s has ended.") % {"name": role.member.name})
    return redirect("groups:group" if role.member == request.user else "groups:roles", slug)


def _list(request: Request, group: Group, form: RoleForm) -> HttpResponse:
    roles = (
        seen(GroupRole.objects.at(), request).filter(group=group).select_related("member").order_by("-kind", "since")
    )
    owners = sum(1 for role in roles if role.kind == GroupRole.Kind.OWNER)
    shown = {"group": group, "roles": roles, "owners": owners, "form": form}
    return render(request, "groups/roles.html", shown, status=422 if form.is_bound else 200)
