"""My notices: the list, and the way from each to what it tells of."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zwerm.core.doors import allow, find, seen
from zwerm.core.pagination import page_of
from zwerm.core.types import Request
from zwerm.notifications import notices
from zwerm.notifications.lines import lines
from zwerm.notifications.models import Notice, Pause


def show(request: Request) -> HttpResponse:
    """What others did that concerns me, the newest first; having looked, the bell is still."""
    allow(request, "notifications.read_notices")
    page = page_of(seen(Notice.newest(), request), request, "at")
    told = lines(request.user, page.items)
    Notice.look(request.user)
    newest = told[0].newest if told else 0
    shown = {
        "page": page,
        "lines": told,
        "newest": newest,
        "pause": Pause.of(request.user),
        "unread": any(one.unread for one in told),
    }
    return render(request, "notifications/notices.html", shown)


def read_all(request: Request) -> HttpResponse:
    """All of it counts as read."""
    allow(request, "notifications.read_notices")
    Notice.read_all(request.user)
    messages.success(request, _("All your notices are read."))
    return redirect("notifications:notices")


def lead_on(request: Request, pk: int) -> HttpResponseBase:
    """To what it tells of; with it, all that is told of the same thing is read."""
    notice = find(Notice.objects.select_related("entry"), request, pk=pk)
    Notice.read_about(request.user, notice.about)
    kind = notices.get(notice.kind)
    return redirect(kind.thing.leads(notice.entry) if kind else "notifications:notices")


def read(request: Request, pk: int) -> HttpResponse:
    """This line counts as read."""
    notice = find(Notice, request, pk=pk)
    Notice.read_about(request.user, notice.about)
    return redirect("notifications:notices")
