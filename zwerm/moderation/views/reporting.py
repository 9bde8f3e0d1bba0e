"""Reporting a thing: two steps, and thanks."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.core.doors import allow, find
from zwerm.core.types import Request
from zwerm.moderation import matters
from zwerm.moderation.forms import ReportForm
from zwerm.moderation.matters import Matter
from zwerm.moderation.models import Report


def show_form(request: Request, kind: str, pk: int) -> HttpResponse:
    matter, subject = _reported(request, kind, pk)
    return _page(request, matter, subject, ReportForm())


def report(request: Request, kind: str, pk: int) -> HttpResponse:
    matter, subject = _reported(request, kind, pk)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _page(request, matter, subject, form, status=422)
    Report.make(matter, subject, by=request.user, **form.cleaned_data)
    messages.success(
        request,
        _("Thank you. A moderator looks at it, and you hear what they decide. The author does not hear who you are."),
    )
    return redirect(matter.shown(subject).address)


def _reported(request: Request, kind: str, pk: int) -> tuple[Matter, Any]:
    matter = matters.named(kind)
    if matter is None or matter.waits:
        raise Http404
    subject: Any = find(matter.model, request, pk=pk)
    allow(request, "moderation.report", matter.author(subject))
    return matter, subject


def _page(request: Request, matter: Matter, subject: Any, form: ReportForm, status: int = 200) -> HttpResponse:
    context = {"matter": matter, "shown": matter.shown(subject), "author": matter.author(subject), "form": form}
    return render(request, "moderation/report.html", context, status=status)
