"""Looking again: an objection is answered by somebody else than who decided."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.core.doors import find
from zwerm.core.types import Request
from zwerm.moderation import deciding, knowing, telling
from zwerm.moderation.forms import AnswerForm
from zwerm.moderation.models import Objection

WHOLE = Objection.objects.select_related(
    "decision__case__group", "decision__case__author", "decision__by", "answered_by"
)


def show(request: Request, pk: int) -> HttpResponse:
    return _page(request, find(WHOLE, request, pk=pk), AnswerForm())


def answer(request: Request, pk: int) -> HttpResponse:
    objection = find(WHOLE, request, pk=pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, objection, form, status=422)
    given = form.cleaned_data
    deciding.answer(objection, by=request.user, reversed=given["outcome"] == "reversed", words=given["words"])
    messages.success(request, _("Answered. The author hears it now."))
    return redirect("moderation:queue")


def _page(request: Request, objection: Objection, form: AnswerForm, status: int = 200) -> HttpResponse:
    case = objection.decision.case
    context = {
        "objection": objection,
        "decision": objection.decision,
        "what": telling.what(objection.decision),
        "rule": telling.rule(objection.decision.reason),
        "case": case,
        "form": form,
        **knowing.about(case, request.user),
    }
    return render(request, "moderation/objection.html", context, status=status)
