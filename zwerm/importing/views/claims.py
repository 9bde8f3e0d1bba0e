"""That is me: claims on profiles that came with an import."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.core.doors import allow, find, seen
from zwerm.core.pagination import page_of
from zwerm.core.types import Request
from zwerm.importing.forms import ClaimForm
from zwerm.importing.models import Claim
from zwerm.members.models import Member


def index(request: Request) -> HttpResponse:
    """Claims that wait for an answer: all of them for an administrator, else one's own."""
    allow(request, "importing.read_claims")
    waiting = seen(Claim.objects.waiting().select_related("placeholder", "member"), request)
    return render(request, "importing/claims.html", {"page": page_of(waiting, request, "asked_at")})


def make(request: Request) -> HttpResponse:
    placeholder = find(Member, request, handle=request.POST.get("placeholder", ""))
    allow(request, "importing.claim_placeholder", placeholder)
    form = ClaimForm(request.POST)
    if form.is_valid():
        Claim.make(placeholder, by=request.user, note=form.cleaned_data["note"])
        messages.success(request, _("An administrator looks at it. Until then nothing changes."))
    else:
        messages.error(request, _("That was too much: say in at most a thousand signs how we can tell."))
    return redirect(placeholder)


def withdraw(request: Request, pk: int) -> HttpResponse:
    claim = find(Claim, request, pk=pk)
    allow(request, "importing.withdraw_claim", claim)
    placeholder = claim.placeholder
    claim.withdraw()
    messages.success(request, _("You took your claim back."))
    return redirect(placeholder or "importing:claims")


def accept(request: Request, pk: int) -> HttpResponse:
    claim = find(Claim, request, pk=pk)
    allow(request, "importing.answer_claim", claim)
    claim.accept(by=request.user)
    names = {"name": claim.name, "member": claim.member.name}
    messages.success(request, _("What %(name)s wrote is now %(member)s’s.") % names)
    return redirect("importing:claims")


def decline(request: Request, pk: int) -> HttpResponse:
    claim = find(Claim, request, pk=pk)
    allow(request, "importing.answer_claim", claim)
    claim.decline(by=request.user)
    messages.success(request, _("Declined. The profile stays without an owner."))
    return redirect("importing:claims")
