"""What home puts into the frame and into its own page."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from zwerm.core import slots
from zwerm.core.doors import seen
from zwerm.core.pieces import piece
from zwerm.members.models import Member
from zwerm.members.profile import cards

#: Somebody is new for so long, and so many are shown.
NEW_FOR = timedelta(days=30)
FEW = 3


def side(request: HttpRequest, **_: Any) -> str:
    return piece("home/parts/side.html", at=slots.at(request, "home:home"))


def bar(request: HttpRequest, **_: Any) -> str:
    return piece("home/parts/bar.html", at=slots.at(request, "home:home"))


def newcomers(request: HttpRequest, **_: Any) -> str:
    """People to greet: the newest members, with what they show of themselves."""
    since = timezone.now() - NEW_FOR
    newest = seen(Member, request).people().filter(joined_at__gt=since).exclude(pk=request.user.pk)  # type: ignore[attr-defined]
    people = cards(request.user, newest.order_by("-joined_at", "-pk")[:FEW])
    if not people:
        return ""
    return render_to_string("home/parts/newcomers.html", {"people": people}, request)
