"""My data, to look at and to take along."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from zwerm.core.doors import allow
from zwerm.core.resource import resource
from zwerm.core.types import Request
from zwerm.privacy import export


def explain(request: Request) -> HttpResponse:
    allow(request, "privacy.take_data")
    return render(request, "privacy/data.html")


def take(request: Request) -> HttpResponse:
    """Everything about me in one file."""
    allow(request, "privacy.take_data")
    name = f"{request.user.handle}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(export.bundle(request.user), content_type="application/zip", headers=headers)


data = resource(get=explain, post=take)
