"""Of whom the community is made."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from zwerm.console import composition as deed
from zwerm.core.doors import allow
from zwerm.core.resource import resource
from zwerm.core.types import Request


def show_composition(request: Request) -> HttpResponse:
    allow(request, "console.keep_house")
    figure = deed.latest()
    lines = deed.lines(figure) if figure else []
    return render(request, "console/composition.html", {"figure": figure, "lines": lines})


composition = resource(get=show_composition)
