"""Stopping what comes by mail, from the mail itself, signed in or not."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from zwerm.core.resource import resource
from zwerm.core.types import Request
from zwerm.notifications.letters import stops
from zwerm.notifications.letters.stops import Stop


def show(request: Request, token: str) -> HttpResponse:
    """What would be stopped. Looking stops nothing: machines look into mail before people do."""
    return _page(request, _found(token))


def carry_out(request: Request, token: str) -> HttpResponse:
    """The one press, here or in a mail program."""
    stop = _found(token)
    stop.carry_out()
    return _page(request, stop)


def take_back(request: Request, token: str) -> HttpResponse:
    stop = _found(token)
    stop.take_back()
    return _page(request, stop)


def _found(token: str) -> Stop:
    try:
        return stops.read(token)
    except stops.NotOurs:
        raise Http404 from None


def _page(request: Request, stop: Stop) -> HttpResponse:
    return render(request, "notifications/stop.html", {"stop": stop, "email": stop.member.email})


# A mail program has no cookie of ours: the signed token is what says that it may.
stopping = csrf_exempt(resource(get=show, post=carry_out, delete=take_back))
