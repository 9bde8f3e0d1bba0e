"""Leaving the community: what stays and what goes, then going."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import render

from zwerm.core.doors import allow, find
from zwerm.core.resource import resource
from zwerm.core.types import Request
from zwerm.members.models import Member
from zwerm.privacy import leaving as deed
from zwerm.privacy.forms import LeaveForm


def explain(request: Request) -> HttpResponse:
    allow(request, "privacy.leave")
    return render(request, "privacy/leaving.html", {"form": LeaveForm()})


def leave(request: Request) -> HttpResponse:
    allow(request, "privacy.leave")
    form = LeaveForm(request.POST)
    if not form.is_valid():
        return render(request, "privacy/leaving.html", {"form": form}, status=422)
    deed.leave(find(Member, request, pk=request.user.pk), words=form.cleaned_data["words"] == "keep")
    logout(request)
    return render(request, "privacy/left.html")


leaving = resource(get=explain, post=leave)
