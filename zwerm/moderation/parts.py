"""What moderation puts into pages of other rooms: the way to the queue, what waits, what a paused member should know."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from zwerm.core import permissions
from zwerm.core.doors import seen
from zwerm.core.pieces import piece
from zwerm.core.prepared import Prepared
from zwerm.groups.models import Group
from zwerm.members.models import Member
from zwerm.moderation.models import Case, Decision, Objection, Restriction, StartingRules

#: A decision about me stays on my first page for so long.
LATELY = timedelta(days=14)


def menu(request: HttpRequest | None, **_: Any) -> str:
    """In the menu of oneself, for who moderates something."""
    if request is None or not permissions.may(request.user, "moderation.view_queue"):
        return ""
    return piece("moderation/parts/menu.html")


def desk_menu(request: HttpRequest | None, **_: Any) -> str:
    """In the menu of oneself, for who keeps the community or a group."""
    if request is None or not permissions.may(request.user, "moderation.view_desk"):
        return ""
    return piece("moderation/parts/desk_menu.html")


def group_menu(request: HttpRequest | None, *, group: Group, **_: Any) -> str:
    return piece("moderation/parts/group_menu.html", slug=group.slug)


def member_menu(request: HttpRequest | None, *, member: Any, **_: Any) -> str:
    return piece("moderation/parts/member_menu.html", key=member.pk)


def my_tabs(request: HttpRequest | None, *, here: str = "", **_: Any) -> str:
    return piece("moderation/parts/my_tabs.html", here=here == "decisions")


def foot(request: HttpRequest | None, **_: Any) -> str:
    return piece("moderation/parts/foot.html")


def console_section(request: HttpRequest | None, **_: Any) -> str:
    """Among the settings of the community: what waits in a group that is started."""
    if request is None or not permissions.may(request.user, "moderation.set_starting_rules"):
        return ""
    return render_to_string("moderation/parts/console.html", {"standing": StartingRules.standing()}, request)


def waiting(request: HttpRequest, **_: Any) -> str:
    """On the first page: what waits for me to decide, and what was decided about me lately."""
    person = request.user
    case = objection = None
    if permissions.may(person, "moderation.view_queue"):
        case = seen(Case.objects.all(), request).waiting().first()
        objection = seen(Objection.objects.all(), request).waiting().first()
    context = {"case": case, "objection": objection, "decisions": _told(request)}
    if not any(context.values()):
        return ""
    return render_to_string("moderation/parts/waiting.html", context, request)


def _told(request: HttpRequest) -> list[Decision]:
    """What was decided about me lately, or still keeps me from writing; what I objected to has its own page."""
    member, now = request.user, timezone.now()
    if not member.is_authenticated or not member.known(
        "was told of a decision", lambda: bool(_any_told(member=member.pk))
    ):
        return []
    return _told_of(member=member.pk, now=now, since=now - LATELY)


def _ask_told(member: int, now: datetime, since: datetime) -> QuerySet[Decision]:
    running = Exists(Restriction.objects.at(now).filter(decision=OuterRef("pk")))
    mine = Decision.objects.visible_to(Member(pk=member)).annotate(running=running)
    lately = mine.filter(Q(running=True) | Q(told_at__gt=since, objection=None))
    return lately.order_by("-running", "-told_at")[:3]


_any_told = Prepared(lambda member: Decision.objects.visible_to(Member(pk=member)).values_list("pk")[:1])
_told_of = Prepared(_ask_told, moments=("now", "since"))
