"""One group: what is alive in it, what it is, and its settings."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from zwerm.activity.strangers import same_for_strangers
from zwerm.core.doors import allow, find, let_see, seen
from zwerm.core.prepared import Prepared
from zwerm.core.types import Request
from zwerm.groups import at_hand, saying
from zwerm.groups.forms import GroupForm
from zwerm.groups.models import Group, GroupRole
from zwerm.members.models import Member


@same_for_strangers
def show(request: Request, slug: str) -> HttpResponse:
    group = let_see(request, "groups.view_group", at_hand.called(slug))
    return render(request, "groups/group.html", {"group": group, "below": _below(request, group)})


def _below(request: Request, group: Group) -> Sequence[Group]:
    if request.user.is_authenticated:
        return _seen_below(parent=group.pk, reader=request.user.pk)
    return list(seen(Group, request).filter(parent=group))


_seen_below = Prepared(lambda parent, reader: Group.objects.visible_to(Member(pk=reader)).filter(parent=parent))


@same_for_strangers
def about(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    return render(request, "groups/about.html", {"group": group, "keepers": _keepers(request, group)})


def _keepers(request: Request, group: Group) -> list[str]:
    """Who keeps the group: members read every name; strangers read those who chose to be seen by everyone."""
    roles = (
        seen(GroupRole.objects.at(), request).filter(group=group).select_related("member").order_by("-kind", "since")
    )
    seen_here = set(seen(Member, request).filter(group_roles__in=roles).values_list("pk", flat=True))
    told = [role for role in roles if request.user.is_authenticated or role.member_id in seen_here]
    return [saying.role(role, linked=role.member_id in seen_here) for role in told]


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
