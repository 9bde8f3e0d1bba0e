"""My invitations: by mail after a look at what will leave, by a link to hand out, and what became of each."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext

from zwerm.core.doors import allow, find, seen
from zwerm.core.pagination import page_of
from zwerm.core.resource import resource
from zwerm.core.types import Request
from zwerm.members import bulk
from zwerm.members.forms.invitations import InviteForm, LinkForm
from zwerm.members.models import Invitation


def list_mine(request: Request) -> HttpResponse:
    allow(request, "members.invite_person")
    return _page(request, InviteForm(), LinkForm())


def look_first(request: Request) -> HttpResponse:
    """Who would be mailed, who not and why; nothing is sent."""
    allow(request, "members.invite_person")
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, form, LinkForm(), status=422)
    preview = bulk.preview(form.cleaned_data["addresses"], by=request.user)
    return render(request, "members/invitations_preview.html", {"form": form, "preview": preview})


def send(request: Request) -> HttpResponse:
    allow(request, "members.invite_person")
    form = InviteForm(request.POST)
    if not form.is_valid():
        return _page(request, form, LinkForm(), status=422)
    chosen = form.cleaned_data

    def invite(address: str) -> Invitation | None:
        return Invitation.by_mail(address, by=request.user, note=chosen["note"], language=chosen["language"])

    many = bulk.send(bulk.preview(chosen["addresses"], by=request.user), invite)
    told = ngettext("One invitation leaves now.", "%(many)d invitations leave now.", many) % {"many": many}
    messages.success(request, told if many else gettext("Nobody was mailed: nobody was left to invite."))
    return redirect("members:invitations")


def make_link(request: Request) -> HttpResponse:
    allow(request, "members.invite_person")
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _page(request, InviteForm(), form, status=422)
    Invitation.by_link(by=request.user, note=form.cleaned_data["note"])
    messages.success(request, gettext("Here is your link. Whoever opens it within thirty days can come in."))
    return redirect("members:invitations")


def withdraw(request: Request, pk: int) -> HttpResponse:
    invitation = find(Invitation, request, pk=pk)
    allow(request, "members.withdraw_invitation", invitation)
    invitation.withdraw()
    messages.success(request, gettext("The invitation is withdrawn."))
    return redirect("members:invitations")


def _page(request: Request, form: InviteForm, link_form: LinkForm, status: int = 200) -> HttpResponse:
    mine = seen(Invitation.objects.prefetch_related("acceptances__member"), request)
    context = {
        "form": form,
        "link_form": link_form,
        "page": page_of(mine.exclude(email="", most_uses=1), request, key="created_at"),
        "site_url": settings.SITE_URL,
    }
    return render(request, "members/invitations.html", context, status=status)


invitations = resource(get=list_mine, post=send)
preview = resource(post=look_first)
links = resource(post=make_link)
mine = resource(delete=withdraw)
