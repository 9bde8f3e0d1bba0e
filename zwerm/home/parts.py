"""What home puts into the frame and into its own page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language

from zwerm.activity import memory
from zwerm.core import slots
from zwerm.core.pieces import piece
from zwerm.core.prepared import Prepared
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
    person: Any = request.user
    key = (person.pk, get_language(), timezone.localdate(), timezone.get_current_timezone_name())
    return _shown.known(key, [memory.LOG], lambda: _newcomers(person))


def _newcomers(person: Any) -> str:
    people = cards(person, _newest(person=person.pk, since=timezone.now() - NEW_FOR))
    return render_to_string("home/parts/newcomers.html", {"people": people}) if people else ""


def _ask_newest(person: int, since: datetime) -> QuerySet[Member]:
    others: QuerySet[Member] = Member.objects.visible_to(Member(pk=person)).people().exclude(pk=person)
    return others.filter(joined_at__gt=since).order_by("-joined_at", "-pk")[:FEW]


#: Who is new, as somebody sees them.
_shown = memory.Shelf(most=1000)
_newest = Prepared(_ask_newest, moments=("since",))
