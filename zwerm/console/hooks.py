"""What the console lends to the house: the way to it, and a quiet word when mail goes nowhere."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from zwerm.activity import worker
from zwerm.console import composition, faring
from zwerm.core import permissions, slots
from zwerm.core.pieces import piece


def menu(request: HttpRequest | None, **_: Any) -> str:
    if request is None or not permissions.may(request.user, "console.open"):
        return ""
    tell = permissions.may(request.user, "console.keep_house") and faring.mail_goes_to_files()
    return piece("console/parts/menu.html", mail_to_files=tell)


def parts(request: HttpRequest | None, **values: Any) -> str:
    """The parts of the console, above a page of another room that belongs among them."""
    if request is None or not permissions.may(request.user, "console.open"):
        return ""
    return render_to_string("console/parts/tabs.html", values, request)


worker.chore("composition of the community", composition.keep, every=timedelta(hours=12))
slots.fill("me.menu", menu, order=50)
slots.fill("console.parts", parts, order=10)
