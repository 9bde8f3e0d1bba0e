"""The rules of a group: what waits there before others read it, tried out before it is switched on."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.core.doors import allow, find
from zwerm.core.types import Request
from zwerm.groups.models import Group
from zwerm.moderation.holding import NOTHING, Limits, limits_of
from zwerm.moderation.models import HoldingRules, Learned
from zwerm.moderation.rules_form import RulesForm
from zwerm.moderation.trying import tried

#: What is tried where a group has no rules yet: a proposal, of which nothing is switched on.
PROPOSED = Limits(first=1, links=3)


def show(request: Request, slug: str) -> HttpResponse:
    """The rules as they stand, or others that are tried: nothing changes by looking."""
    group = _kept(request, slug)
    standing = limits_of(group.pk)
    begins = asdict(standing if standing.holds_any else PROPOSED)
    form = RulesForm(request.GET if RulesForm.is_sent(request.GET) else begins)
    return _page(request, group, form, standing)


def switch_on(request: Request, slug: str) -> HttpResponse:
    group = _kept(request, slug)
    form = RulesForm(request.POST)
    if not form.is_valid():
        return _page(request, group, form, limits_of(group.pk), status=422)
    HoldingRules.put(group, form.limits, by=request.user)
    messages.success(request, _("These rules hold from now on. What waits stands in the queue, the oldest first."))
    return redirect("moderation:rules", slug=slug)


def switch_off(request: Request, slug: str) -> HttpResponse:
    group = _kept(request, slug)
    HoldingRules.put(group, NOTHING, by=request.user)
    messages.success(request, _("From now on nothing waits. What waits already is still to be decided."))
    return redirect("moderation:rules", slug=slug)


def _kept(request: Request, slug: str) -> Group:
    group = find(Group, request, slug=slug)
    allow(request, "moderation.set_rules", group)
    return group


def _page(request: Request, group: Group, form: RulesForm, standing: Limits, status: int = 200) -> HttpResponse:
    limits = form.limits if form.is_valid() else standing
    context = {
        "group": group,
        "form": form,
        "limits": limits,
        "standing": standing,
        "is_on": limits == standing,
        "trial": tried(group, limits),
        "has_judge": Learned.of_now().exists(),
    }
    return render(request, "moderation/rules.html", context, status=status)
