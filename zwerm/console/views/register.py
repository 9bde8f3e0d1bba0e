"""The register of members: who is here, with their address, and nothing counted about anybody."""

from __future__ import annotations

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from zwerm.console import sheets
from zwerm.core.doors import allow
from zwerm.core.pagination import page_of
from zwerm.core.resource import resource
from zwerm.core.types import Request


def list_members(request: Request) -> HttpResponse:
    """Everybody, also who shows themselves to nobody: an administrator has to be able to write to them."""
    allow(request, "console.keep_house")
    query = request.GET.get("q", "").strip()
    page = page_of(sheets.members(query), request, key="joined_at")
    return render(request, "console/register.html", {"page": page, "query": query})


def export_members(request: Request) -> StreamingHttpResponse:
    allow(request, "console.keep_house")
    rows = sheets.register(sheets.members(request.GET.get("q", "").strip()))
    headers = {"Content-Disposition": 'attachment; filename="members.csv"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=headers)


register = resource(get=list_members)
sheet = resource(get=export_members)
