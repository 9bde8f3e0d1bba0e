"""Inviting people from outside into the community and a group: by mail after a look at what will leave, or by a link."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext

from zwerm.core.doors import allow, find
from zwerm.core.types import Request
from zwerm.groups.models import Group, GroupInvitation
from zwerm.groups.views.invitations import page
from zwerm.members import bulk
from zwerm.members.forms.invitations import InviteForm, LinkForm
from zwerm.members.models import Invitation


def look_first(request: Request, slug: str) -> HttpResponse:
    """Who would be mailed, who not and why; nothing is sent."""
    group = _group(request, slug)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return page(request, group, mail_form=form)
    shown = {"group": group, "form": form, "preview": bulk.preview(form.cleaned_data["addresses"], by=request.user)}
    return render(request, "groups/mailing.html", shown)


def send(request: Request, slug: str) -> HttpResponse:
    group = _group(request, slug)
    form = InviteForm(request.POST)
    if not form.is_valid():
        return page(request, group, mail_form=form)
    data = form.cleaned_data

    def invite(address: str) -> Invitation | None:
        words = {"note": data["note"], "language": data["language"]}
        return GroupInvitation.by_mail(address, group, by=request.user, **words)

    many = bulk.send(bulk.preview(data["addresses"], by=request.user), invite)
    told = ngettext("One invitation leaves now.", "%(many)d invitations leave now.", many) % {"many": many}
    messages.success(request, told if many else gettext("Nobody was mailed: nobody was left to invite."))
    return redirect("groups:invitations", slug)


def make_link(request: Request, slug: str) -> HttpResponse:
    group = _group(request, slug)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return page(request, group, link_form=form)
    GroupInvitation.by_link(group, by=request.user, note=form.cleaned_data["note"])
    messages.success(request, gettext("Here is your link. Whoever opens it within thirty days can come in."))
    return redirect("groups:invitations", slug)


def _group(request: Request, slug: str) -> Group:
    """The group, for who may bring people into it and into the community."""
    group = find(Group, request, slug=slug)
    allow(request, "groups.invite_to_group", group)
    allow(request, "members.invite_person")
    return group
