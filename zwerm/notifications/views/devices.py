"""The devices on which my notices come."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from zwerm.core.doors import allow, find
from zwerm.core.resource import resource
from zwerm.core.types import Request
from zwerm.members.models.session import name_of
from zwerm.notifications.forms import DeviceForm
from zwerm.notifications.models import Device
from zwerm.notifications.views.wishes import page


def turn_on(request: Request) -> HttpResponse:
    """Let notices come to the browser that asks."""
    allow(request, "notifications.read_notices")
    form = DeviceForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Your browser gave no address at which notices could reach it."))
        return page(request, status=422)
    line = request.headers.get("User-Agent", "")
    Device.turn_on(request.user, subscription=form.cleaned_data, session=_session(request), line=line)
    messages.success(request, _("Notices now come to this device."))
    return redirect("notifications:wishes")


def turn_off(request: Request, pk: int) -> HttpResponse:
    find(Device, request, pk=pk).turn_off()
    messages.success(request, _("Notices no longer come to that device."))
    return redirect("notifications:wishes")


def keep_up(request: Request) -> HttpResponse:
    """The browser says that it is still there, and perhaps reached otherwise than before."""
    device, form = _own(request, "old"), DeviceForm(request.POST)
    if device.member != request.user or not form.is_valid():
        raise Http404
    device.keep_up(subscription=form.cleaned_data, session=_session(request))
    return HttpResponse(status=204)


def stop(request: Request) -> HttpResponse:
    """The press on a notice itself, signed in or not."""
    _own(request, "endpoint").turn_off()
    return HttpResponse(status=204)


def _own(request: Request, field: str) -> Device:
    device = Device.objects.select_related("member").filter(endpoint=request.POST.get(field, "")).first()
    if device is None:
        raise Http404
    return device


def _session(request: Request) -> str:
    return name_of(request.session.session_key or "")


# The worker of a browser has no token of a page. Who knows the endpoint is that browser: it was told to nobody else.
own = csrf_exempt(resource(post=keep_up, delete=stop))
