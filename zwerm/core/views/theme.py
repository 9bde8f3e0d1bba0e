"""Light or dark: the reader's choice, in a cookie of this browser."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from zwerm.core.answers import came_from

THEMES = ("light", "dark")
YEAR = 365 * 24 * 60 * 60


@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keep `theme`; anything but light or dark leaves it to the device again."""
    answer = redirect(came_from(request))
    wanted = request.POST.get("theme", "")
    if wanted in THEMES:
        answer.set_cookie("theme", wanted, max_age=YEAR, samesite="Lax", secure=request.is_secure(), httponly=True)
    else:
        answer.delete_cookie("theme")
    return answer


def chosen(request: HttpRequest) -> str:
    """The reader's own choice of light or dark, or nothing where the device decides."""
    theme = request.COOKIES.get("theme", "")
    return theme if theme in THEMES else ""
