"""My notices in a feed reader, at an address that only I know."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from zwerm.core import limits
from zwerm.core.doors import allow
from zwerm.core.types import Request
from zwerm.notifications import feeding
from zwerm.notifications.models import Feed

SAID = {"Content-Type": "application/atom+xml; charset=utf-8", "Cache-Control": "private, max-age=300"}


def show(request: HttpRequest, secret: str) -> HttpResponse:
    """The feed itself. Who asks brings no cookie: the secret is what lets them in."""
    feed = Feed.at(secret)
    if feed is None:
        raise Http404
    limits.due_of(request).by(feed.member)
    if seconds := limits.wait_after_all(request):
        raise limits.TooFast(seconds)
    return HttpResponse(feeding.written(feed), headers=SAID)


def make(request: Request) -> HttpResponse:
    """An address, or another one: the old one is forgotten."""
    allow(request, "notifications.read_notices")
    Feed.make(request.user)
    messages.success(request, _("Your feed has a new address. Give it to your feed reader and to nobody else."))
    return redirect("notifications:wishes")


def close(request: Request) -> HttpResponse:
    allow(request, "notifications.read_notices")
    if feed := Feed.of(request.user):
        feed.close()
    return redirect("notifications:wishes")
