"""The first page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from zwerm.activity.strangers import same_for_strangers
from zwerm.core.types import Request
from zwerm.members.models import Community


@same_for_strangers
def show(request: Request) -> HttpResponse:
    if Community.current() is None:
        return redirect("home:start")
    if not request.user.is_authenticated:
        return render(request, "home/welcome.html")
    return render(request, "home/home.html", {"hour": timezone.localtime().hour})
