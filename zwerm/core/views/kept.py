"""The words that waited while somebody signed in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from zwerm.core import kept


def show(request: HttpRequest) -> HttpResponse:
    """The form as it was sent, to be sent again; without one, the first page."""
    waiting = kept.waiting(request)
    return render(request, "core/kept.html", {"kept": waiting}) if waiting else redirect("/")
