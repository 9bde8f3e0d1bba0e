"""What waits for a decision: of one group, or of all that somebody moderates."""

from __future__ import annotations

from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zwerm.core.answers import came_from
from zwerm.core.doors import allow, find, seen
from zwerm.core.types import Request
from zwerm.groups.models import Group
from zwerm.members.models import Member
from zwerm.moderation import deciding, knowing
from zwerm.moderation.forms import ManyForm
from zwerm.moderation.models import Case, Objection

#: Cases on one page; who has decided about these gets the next.
MOST = 30


def show(request: Request) -> HttpResponse:
    allow(request, "moderation.view_queue")
    return _page(request, None)


def show_group(request: Request, slug: str) -> HttpResponse:
    group = find(Group, request, slug=slug)
    allow(request, "moderation.view_group_queue", group)
    return _page(request, group)


def decide_many(request: Request) -> HttpResponse:
    """One decision for several cases, such as adverts that somebody put everywhere; each author hears it of their own."""
    allow(request, "moderation.view_queue")
    form = ManyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Nothing was decided: choose at least one."))
        return redirect(came_from(request))
    given = form.cleaned_data
    chosen = seen(Case.objects.select_related("group", "author"), request).filter(pk__in=given["case"], open=True)
    left = [case for case in chosen if not _decided(case, given["kind"], given["reason"], request.user)]
    if left:
        messages.info(
            request, _("Decided. Where this did not fit, the report still waits: %(count)d.") % {"count": len(left)}
        )
    else:
        messages.success(request, pgettext("several reports", "Decided."))
    return redirect(came_from(request))


def _decided(case: Case, kind: str, reason: str, by: Member) -> bool:
    """Decide, where this decision exists; a case that somebody else decided meanwhile keeps nobody from the next."""
    if kind not in deciding.possible(case, by):
        return False
    with suppress(deciding.DecidedAlready):
        deciding.decide(case, kind, by=by, reason=reason)
    return True


def _page(request: Request, group: Group | None) -> HttpResponse:
    cases, objections = (
        seen(Case.objects.for_list(), request).waiting(),
        seen(Objection.objects.all(), request).waiting(),
    )
    if group is not None:
        cases, objections = cases.filter(group=group), objections.filter(decision__case__group=group)
    rows = list(cases[:MOST])
    context = {
        "group": group,
        "rows": rows,
        "some_reported": any(not case.waits_for for case in rows),
        "some_wait": any(case.waits_for for case in rows),
        "objections": list(objections.select_related("decision__case__group")[:MOST]),
        "form": ManyForm(),
        "slip": deciding.last_slip(request.user),
        "open_places": knowing.open_places(request.user),
    }
    return render(request, "moderation/queue.html", context)
