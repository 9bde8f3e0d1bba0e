"""All groups: found, and started."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from zwerm.activity.strangers import same_for_strangers
from zwerm.core.doors import allow, find
from zwerm.core.types import Request
from zwerm.groups import tree
from zwerm.groups.forms import StartForm
from zwerm.groups.models import Group
from zwerm.members.models import Community


@same_for_strangers
def show(request: Request) -> HttpResponse:
    wanted = tree.Wanted.of(request.GET)
    community = Community.current()
    shown = {
        "wanted": wanted,
        "page": tree.page(request, wanted),
        "kinds": Group.Kind.choices,
        "languages": community.languages if community else [],
    }
    return render(request, "groups/groups.html", shown)


def begin(request: Request) -> HttpResponse:
    """The page on which one starts a group."""
    parent = _parent(request)
    allow(request, "groups.start_group", parent)
    return _form(request, StartForm(person=request.user, parent=parent), parent)


def create(request: Request) -> HttpResponse:
    parent = _parent(request)
    allow(request, "groups.start_group", parent)
    form = StartForm(request.POST, person=request.user, parent=parent)
    if not form.is_valid():
        return _form(request, form, parent)
    group = form.start()
    messages.success(
        request, gettext("The group is there. Begin with one question, and invite whoever would answer it.")
    )
    return redirect(group)


def _parent(request: HttpRequest) -> Group | None:
    slug = request.GET.get("parent", "")
    return find(Group, request, slug=slug) if slug else None


def _form(request: HttpRequest, form: StartForm, parent: Group | None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "groups/new.html", {"form": form, "parent": parent}, status=status)
