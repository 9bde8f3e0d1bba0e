"""The first start: there is no community yet, and this page makes it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from zwerm.core.doors import allow
from zwerm.core.types import Request
from zwerm.home.forms import StartForm
from zwerm.home.founding import AlreadyFounded
from zwerm.members.models import Community

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def show(request: Request) -> HttpResponse:
    _only_before_there_is_a_community()
    return _page(request, StartForm(initial={"code": request.GET.get("code", "")}))


def found(request: Request) -> HttpResponse:
    _only_before_there_is_a_community()
    form = StartForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        first = form.found()
    except AlreadyFounded:
        raise Http404 from None
    login(request, first, backend=BACKEND)
    return redirect("home:first_steps")


def first_steps(request: Request) -> HttpResponse:
    """What to do first in a community that is new."""
    allow(request, "members.keep_community")
    mail_leaves = not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend")
    return render(request, "home/first_steps.html", {"mail_leaves": mail_leaves})


def _only_before_there_is_a_community() -> None:
    if Community.current():
        raise Http404


def _page(request: Request, form: StartForm) -> HttpResponse:
    return render(request, "home/start.html", {"form": form}, status=422 if form.is_bound else 200)
