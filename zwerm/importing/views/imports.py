"""What was moved in, for those who keep the site."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zwerm.core.doors import allow, find, seen
from zwerm.core.pagination import page_of
from zwerm.importing.formats import FORMATS
from zwerm.importing.models import Import
from zwerm.importing.report import Report


def index(request: HttpRequest) -> HttpResponse:
    allow(request, "importing.read_imports")
    imports = seen(Import.objects.select_related("group", "started_by"), request)
    return render(request, "importing/imports.html", {"page": page_of(imports, request, "started_at")})


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """The report of one import."""
    row = find(Import.objects.select_related("group", "started_by"), request, pk=pk)
    report = Report.from_json(row.source, row.report)
    shown = {
        "import": row,
        "title": FORMATS[row.source].title,
        "came": list(report.rows()),
        "behind": list(report.behind()),
    }
    return render(request, "importing/import.html", shown)
