"""A while in which nothing leaves the house for me."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from zwerm.core.dates import day
from zwerm.core.doors import allow, seen
from zwerm.core.types import Request
from zwerm.notifications.forms import PauseForm
from zwerm.notifications.models import Pause
from zwerm.notifications.views.wishes import page


def begin(request: Request) -> HttpResponse:
    allow(request, "notifications.read_notices")
    form = PauseForm(request.POST, member=request.user)
    if not form.is_valid():
        return page(request, pause_form=form, status=422)
    until = form.until()
    Pause.begin(request.user, until)
    if until:
        told = _("Nothing leaves for you until %(day)s.") % {"day": day(until.date())}
    else:
        told = _("Nothing leaves for you any more, until you say so.")
    messages.success(request, told)
    return redirect("notifications:wishes")


def end(request: Request) -> HttpResponse:
    allow(request, "notifications.read_notices")
    for pause in seen(Pause, request):
        pause.end()
    messages.success(request, _("Notices reach you again."))
    return redirect("notifications:wishes")
