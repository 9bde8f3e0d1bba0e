"""What somebody reads who was faster than people are: how long to wait, and what they sent, to send again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import ngettext

from zwerm.core import kept
from zwerm.core.answers import wants_data


def too_fast(request: HttpRequest, seconds: int) -> HttpResponse:
    """Refuse for now: 429, with the seconds to wait."""
    reason = _said(seconds)
    response: HttpResponse
    if wants_data(request):
        response = JsonResponse({"error": reason, "reason": reason, "wait": seconds}, status=429)
    else:
        shown = {"reason": reason, "kept": kept.typed(request), "again": not request.FILES}
        response = render(request, "core/too_fast.html", shown, status=429)
    response["Retry-After"] = str(seconds)
    return response


def _said(seconds: int) -> str:
    if seconds < 90:
        return ngettext(
            "That goes faster than people do. Nothing was lost: wait one second, and try again.",
            "That goes faster than people do. Nothing was lost: wait %(many)d seconds, and try again.",
            seconds,
        ) % {"many": seconds}
    minutes = -(-seconds // 60)
    return ngettext(
        "That goes faster than people do. Nothing was lost: wait one minute, and try again.",
        "That goes faster than people do. Nothing was lost: wait %(many)d minutes, and try again.",
        minutes,
    ) % {"many": minutes}
