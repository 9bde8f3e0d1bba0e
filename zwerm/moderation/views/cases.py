"""One case: everything needed to decide, on one page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.core import away
from zwerm.core.doors import allow, find, seen
from zwerm.core.types import Request
from zwerm.members.languages import language_of
from zwerm.moderation import deciding, knowing
from zwerm.moderation.forms import DecisionForm
from zwerm.moderation.models import Case, Claim

WHOLE = Case.objects.select_related("group", "author", "claim__by").prefetch_related("reports__reporter")


def show(request: Request, pk: int) -> HttpResponse:
    """The case; whoever opens it has it in hand for a short while."""
    case = find(WHOLE, request, pk=pk)
    if case.open:
        with away.by_the_way():
            case.claim = Claim.take(case, by=request.user)
    return _page(request, case)


def take_over(request: Request, pk: int) -> HttpResponse:
    """A colleague has it in hand, and went away."""
    case = find(WHOLE, request, pk=pk)
    Claim.take(case, by=request.user, over=True)
    return redirect(case)


def let_go(request: Request, pk: int) -> HttpResponse:
    """Leave it to somebody else, and go on with the next."""
    case = find(WHOLE, request, pk=pk)
    Claim.let_go(case, by=request.user)
    return _next(request, case)


def decide(request: Request, pk: int) -> HttpResponse:
    case = find(WHOLE, request, pk=pk)
    allow(request, "moderation.decide", case)
    if case.was_withdrawn:
        return _page(request, case, status=409)
    form = _form(request, case, request.POST)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    deciding.decide(case, form.cleaned_data["kind"], by=request.user, **form.decided)
    return _next(request, case)


def take_back(request: Request, pk: int) -> HttpResponse:
    """It was a slip of the finger: as it was, before anybody heard of it."""
    case = find(WHOLE, request, pk=pk)
    decision = case.latest
    if decision is not None:
        allow(request, "moderation.take_back", decision)
        deciding.take_back(decision, by=request.user)
        messages.info(request, _("Taken back. Nobody heard of it, and it waits for a decision again."))
    return redirect(f"{case.get_absolute_url()}{_suffix(request)}")


def _next(request: Request, case: Case) -> HttpResponse:
    """To the next one that waits and that nobody has in hand, in the same queue."""
    waiting = seen(Case.objects.all(), request).waiting().free_for(request.user).exclude(pk=case.pk)
    if request.GET.get("in") == "group" and case.group:
        waiting = waiting.filter(group=case.group)
    later = waiting.behind(case).first() if case.open else None
    following = later or waiting.first()
    if following is not None:
        return redirect(f"{following.get_absolute_url()}{_suffix(request)}")
    if request.GET.get("in") == "group" and case.group:
        return redirect("moderation:group", slug=case.group.slug)
    return redirect("moderation:queue")


def _suffix(request: Request) -> str:
    return "?in=group" if request.GET.get("in") == "group" else ""


def _form(request: Request, case: Case, data: Any = None) -> DecisionForm:
    language = language_of(case.author)
    return DecisionForm(
        data,
        initial=knowing.beginning(case, language),
        possible=deciding.possible(case, request.user),
        language=language,
        keeps_community=request.user.holds("administrator", "moderator"),
        wide=case.group is None,
    )


def _page(request: Request, case: Case, form: DecisionForm | None = None, status: int = 200) -> HttpResponse:
    context = {
        "case": case,
        "form": form or _form(request, case),
        "suffix": _suffix(request),
        "slip": deciding.last_slip(request.user),
        **knowing.about(case, request.user),
    }
    return render(request, "moderation/case.html", context, status=status)
