"""The register of members: who is here, with their address, and nothing counted about anybody."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from zwerm.console import sheets
from zwerm.core.doors import allow
from zwerm.core.pagination import page_of
from zwerm.core.resource import resource
from zwerm.core.types import Request
from zwerm.members.models import Member
from zwerm.members.models.member import MemberScope


def list_members(request: Request) -> HttpResponse:
    """Everybody, also who shows themselves to nobody: an administrator has to be able to write to them."""
    allow(request, "console.keep_house")
    query = request.GET.get("q", "").strip()
    page = page_of(_found(query), request, key="joined_at")
    return render(request, "console/register.html", {"page": page, "query": query})


def export_members(request: Request) -> StreamingHttpResponse:
    allow(request, "console.keep_house")
    rows = sheets.register(_found(request.GET.get("q", "").strip()))
    headers = {"Content-Disposition": 'attachment; filename="members.csv"', "Cache-Control": "no-store"}
    return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=headers)


def _found(query: str) -> MemberScope:
    people: MemberScope = Member.objects.people().select_related("role_type")
    if not query:
        return people
    called = people.called(query).values("pk")
    return people.filter(Q(pk__in=called) | Q(email__icontains=query) | Q(name_key__contains=query.lower()))


register = resource(get=list_members)
sheet = resource(get=export_members)
