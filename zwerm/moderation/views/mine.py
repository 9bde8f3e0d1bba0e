"""What was decided about me, what became of what I reported, and saying that a decision was not right."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.core.doors import allow, find, seen
from zwerm.core.types import Request
from zwerm.moderation import telling
from zwerm.moderation.forms import ObjectionForm
from zwerm.moderation.models import Decision, Objection, Report

WHOLE = Decision.objects.select_related("case__group", "case__author", "objection")


def show_all(request: Request) -> HttpResponse:
    allow(request, "moderation.view_own")
    decisions = list(seen(WHOLE, request).order_by("-told_at", "-pk")[:50])
    reports = seen(Report.objects.select_related("case"), request).order_by("-at", "-pk")[:50]
    context = {
        "decisions": [(decision, telling.what(decision)) for decision in decisions],
        "reports": [(report, telling.outcome(report)) for report in reports],
    }
    return render(request, "moderation/mine.html", context)


def show(request: Request, pk: int) -> HttpResponse:
    return _page(request, find(WHOLE, request, pk=pk), ObjectionForm())


def make_objection(request: Request, pk: int) -> HttpResponse:
    return _object(request, find(WHOLE, request, pk=pk))


def show_open(request: Request, token: str) -> HttpResponse:
    """The same by the link of a mail, for who was put out and cannot sign in."""
    return _page(request, _signed(token), ObjectionForm(), token)


def object_open(request: Request, token: str) -> HttpResponse:
    return _object(request, _signed(token), token)


def _signed(token: str) -> Decision:
    decision = Decision.signed(token)
    if decision is None:
        raise Http404
    return decision


def _object(request: Request, decision: Decision, token: str = "") -> HttpResponse:
    allow(request, "moderation.object", decision)
    form = ObjectionForm(request.POST)
    if not form.is_valid():
        return _page(request, decision, form, token, status=422)
    Objection.make(decision, words=form.cleaned_data["words"])
    messages.success(
        request, _("Your objection is there. Another person than who decided looks again, and you hear what they find.")
    )
    return redirect(decision.open_url if token else decision.get_absolute_url())


def _page(
    request: Request, decision: Decision, form: ObjectionForm, token: str = "", status: int = 200
) -> HttpResponse:
    subject = decision.case.subject
    context = {
        "decision": decision,
        "what": telling.what(decision),
        "rule": telling.rule(decision.reason),
        "shown": decision.case.matter.shown(subject) if subject is not None else None,
        "change_at": decision.case.matter.change_at(subject) if subject is not None and not token else "",
        "form": form,
        "send_to": request.path if token else f"{decision.get_absolute_url()}objection/",
    }
    return render(request, "moderation/decision.html", context, status=status)
