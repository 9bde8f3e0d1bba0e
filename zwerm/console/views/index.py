"""The index of search: how it stands, and going over everything again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from zwerm.console import faring, indexing
from zwerm.core.doors import allow
from zwerm.core.resource import resource
from zwerm.core.types import Request
from zwerm.search import sweeping, watching
from zwerm.search.models import Sweep


def show_index(request: Request) -> HttpResponse:
    allow(request, "console.keep_house")
    newest = watching.now()  # before anything is read, so that nothing is missed
    everything = indexing.everything()
    context = {
        "newest": newest,
        "worker_lives": faring.worker_lives(),
        "parts": indexing.parts(),
        "learned": indexing.learned(),
        "everything": everything,
        "stopped": any(way.sweep.stopped for way in everything),
        "failed": any(way.sweep.last_error for way in everything),
        "some": indexing.some(),
    }
    return render(request, "console/index.html", context)


def begin_rebuild(request: Request) -> HttpResponse:
    """Go over everything, or go on with that; `from` tells whether from the first text."""
    allow(request, "console.keep_house")
    if request.POST.get("from") == "start":
        sweeping.begin_anew()
    else:
        sweeping.begin_rebuild()
    messages.success(request, gettext("The worker goes over everything now. Meanwhile one searches as before."))
    return redirect("console:index")


def stop_rebuild(request: Request) -> HttpResponse:
    allow(request, "console.keep_house")
    if Sweep.stop():
        messages.success(request, gettext("It is stopped. What was gone over is up to date, the rest is as it was."))
    return redirect("console:index")


index = resource(get=show_index)
rebuild = resource(post=begin_rebuild, delete=stop_rebuild)
