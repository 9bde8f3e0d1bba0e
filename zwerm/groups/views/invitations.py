"""Asking people into a group."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from zwerm.core.doors import allow, find, seen
from zwerm.core.types import Request
from zwerm.groups.forms import AskMemberForm
from zwerm.groups.models import Group, GroupInvitation


def show(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    allow(request, "groups.invite_to_group", group)
    return _page(request, group, AskMemberForm(person=request.user))


def create(request: Request, slug: str) -> HttpResponse:
    """Ask somebody who is in the community already."""
    group = find(Group, request, slug=slug)
    allow(request, "groups.invite_to_group", group)
    form = AskMemberForm(request.POST, person=request.user)
    if not form.is_valid():
        return _page(request, group, form)
    member = form.cleaned_data["member"]
    if GroupInvitation.to_member(member, group, by=request.user, note=form.cleaned_data["note"]):
        messages.success(request, gettext("%(name)s finds your invitation on their home page.") % {"name": member.name})
    else:
        messages.info(request, gettext("%(name)s is in the group, or was asked before.") % {"name": member.name})
    return redirect("groups:invitations", slug)


def answer(request: Request, slug: str, key: int) -> HttpResponse:
    """The member who was asked says yes or no."""
    mine = GroupInvitation.objects.open().filter(member=request.user.pk).select_related("group", "invitation", "member")
    invitation = find(mine, request, group__slug=slug, pk=key)
    if request.POST.get("answer") == "accept":
        invitation.accept()
        messages.success(request, gettext("You are in %(group)s now.") % {"group": invitation.group.name})
        return redirect(invitation.group)
    invitation.decline()
    messages.success(request, gettext("You will not hear of this invitation again."))
    return redirect("/")


def _page(request: Request, group: Group, form: AskMemberForm) -> HttpResponse:
    mine = seen(GroupInvitation.objects.open(), request).filter(group=group, invitation__invited_by=request.user)
    waiting = mine.exclude(member=None).select_related("member", "invitation").order_by("-pk")[:50]
    shown = {"group": group, "form": form, "waiting": waiting}
    return render(request, "groups/invitations.html", shown, status=422 if form.is_bound else 200)
