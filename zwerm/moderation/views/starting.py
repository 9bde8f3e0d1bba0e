"""The rules with which a new group starts: set once for the whole community, changed by each group for itself."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.core.doors import allow
from zwerm.core.types import Request
from zwerm.moderation.models import Learned, StartingRules
from zwerm.moderation.rules_form import RulesForm


def show(request: Request) -> HttpResponse:
    allow(request, "moderation.set_starting_rules")
    return _page(request, RulesForm(initial=asdict(StartingRules.standing())))


def change(request: Request) -> HttpResponse:
    allow(request, "moderation.set_starting_rules")
    form = RulesForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    StartingRules.put(form.limits, by=request.user)
    messages.success(request, _("Kept. Each group that is started from now on begins with this."))
    return redirect("moderation:starting_rules")


def _page(request: Request, form: RulesForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "has_judge": Learned.judge() is not None}
    return render(request, "moderation/starting_rules.html", context, status=status)
