"""What the community is, and from which roles in the field its members choose."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from zwerm.console.forms import CommunityForm, RoleTypeForm
from zwerm.core.doors import allow, find, seen
from zwerm.core.resource import resource
from zwerm.core.types import Request
from zwerm.members.models import Community, RoleType


def show_settings(request: Request) -> HttpResponse:
    allow(request, "members.keep_community")
    return render(request, "console/community.html", {"form": CommunityForm(instance=Community.current())})


def change_settings(request: Request) -> HttpResponse:
    allow(request, "members.keep_community")
    community = Community.current() or Community()
    form = CommunityForm(request.POST, instance=community)
    if not form.is_valid():
        return render(request, "console/community.html", {"form": form}, status=422)
    community.change(by=request.user, **form.changes())
    messages.success(request, gettext("The settings are kept."))
    return redirect("console:community")


def list_role_types(request: Request) -> HttpResponse:
    allow(request, "members.keep_community")
    return _role_types(request, RoleTypeForm())


def add_role_type(request: Request) -> HttpResponse:
    allow(request, "members.keep_community")
    form = RoleTypeForm(request.POST)
    if not form.is_valid():
        return _role_types(request, form, status=422)
    RoleType.add(by=request.user, **form.cleaned_data)
    return redirect("console:role_types")


def rename_role_type(request: Request, pk: int) -> HttpResponse:
    allow(request, "members.keep_community")
    role_type = find(RoleType, request, pk=pk)
    form = RoleTypeForm(request.POST)
    if form.is_valid():
        role_type.rename(by=request.user, **form.cleaned_data)
        return redirect("console:role_types")
    return _role_types(request, form, status=422)


def remove_role_type(request: Request, pk: int) -> HttpResponse:
    role_type = find(RoleType, request, pk=pk)
    allow(request, "console.remove_role_type", role_type)
    role_type.remove(by=request.user)
    return redirect("console:role_types")


def _role_types(request: Request, form: RoleTypeForm, status: int = 200) -> HttpResponse:
    forms = [(one, RoleTypeForm(instance=one, auto_id=f"id_{one.pk}_%s")) for one in seen(RoleType, request)]
    return render(request, "console/role_types.html", {"form": form, "forms": forms}, status=status)


community = resource(get=show_settings, post=change_settings)
role_types = resource(get=list_role_types, post=add_role_type)
role_type = resource(post=rename_role_type, delete=remove_role_type)
