"""Titles and names while one types, as the options of a list."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from zwerm.core.types import Request
from zwerm.search.suggesting import suggest

LONGEST = 100


def show(request: Request) -> HttpResponse:
    said = request.GET.get("q", "")[:LONGEST]
    kinds = tuple(f"=k{kind}" for kind in request.GET.getlist("kind")[:4] if kind.isalpha())
    return render(request, "search/suggestions.html", {"said": said, "suggestions": suggest(said, request.user, kinds)})
