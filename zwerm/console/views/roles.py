"""Who keeps what for the community, for which term, and who did before."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from zwerm.console.forms import RoleForm
from zwerm.core.doors import Refused, allow, find, seen
from zwerm.core.pagination import page_of
from zwerm.core.resource import resource
from zwerm.core.types import Request
from zwerm.members.models import Role
from zwerm.members.models.role import LastAdministrator


def list_roles(request: Request) -> HttpResponse:
    allow(request, "console.open")
    return _page(request, RoleForm(initial={"handle": request.GET.get("who", "")}))


def give_role(request: Request) -> HttpResponse:
    allow(request, "members.give_role")
    form = RoleForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    asked = form.cleaned_data
    try:
        role = Role.give(asked["handle"], asked["kind"], by=request.user, until=asked["until"])
    except LastAdministrator as alone:
        form.add_error("until", str(alone.reason))
        return _page(request, form, status=422)
    said = {"name": role.member.name, "role": role.get_kind_display()}
    messages.success(request, gettext("%(name)s is %(role)s from now on.") % said)
    return redirect("console:roles")


def end_role(request: Request, pk: int) -> HttpResponse:
    allow(request, "members.give_role")
    role = find(Role.objects.at().select_related("member"), request, pk=pk)
    try:
        role.end(by=request.user)
    except LastAdministrator as alone:
        raise Refused(alone.reason) from None
    messages.success(request, gettext("The role is ended, and stays in the history."))
    return redirect("console:roles")


def _page(request: Request, form: RoleForm, status: int = 200) -> HttpResponse:
    running = seen(Role.objects.at().select_related("member", "given_by"), request)
    past = seen(Role.objects.past().select_related("member", "given_by", "ended_by"), request)
    context = {
        "form": form,
        "running": running.order_by("kind", "since"),
        "page": page_of(past, request, key="since"),
    }
    return render(request, "console/roles.html", context, status=status)


roles = resource(get=list_roles, post=give_role)
role = resource(delete=end_role)
