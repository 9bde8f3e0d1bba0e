"""How the house fares, and trying again what went wrong."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from zwerm.activity import readers
from zwerm.activity.models import Cursor, Delivery
from zwerm.console import faring
from zwerm.core.doors import allow, find
from zwerm.core.resource import resource
from zwerm.core.types import Request


def show_house(request: Request) -> HttpResponse:
    allow(request, "console.keep_house")
    context = {
        "last_backup": faring.last_backup(),
        "worker_lives": faring.worker_lives(),
        "readers": faring.reader_states(readers.registered()),
        "being_told": faring.being_told()[:30],
        "given_up": faring.given_up()[:30],
        "mail_folder": settings.EMAIL_FILE_PATH if faring.mail_goes_to_files() else "",
    }
    return render(request, "console/house.html", context)


def retry_reader(request: Request, pk: int) -> HttpResponse:
    allow(request, "console.keep_house")
    find(Cursor, request, pk=pk).hurry()
    messages.success(request, gettext("It is tried again now."))
    return redirect("console:house")


def retry_delivery(request: Request, pk: int) -> HttpResponse:
    allow(request, "console.keep_house")
    find(Delivery, request, pk=pk).try_again()
    messages.success(request, gettext("It is tried again now."))
    return redirect("console:house")


house = resource(get=show_house)
reader_retry = resource(post=retry_reader)
delivery_retry = resource(post=retry_delivery)
