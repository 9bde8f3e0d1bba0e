"""What in groups waits for me: invitations, requests that I answer, a term of mine that has passed, an answer that I got."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from zwerm.groups.models import Group, GroupInvitation, GroupRole, JoinRequest

#: An answer to my request stays on my first page for so long.
ANSWERED = timedelta(days=14)
#: A term is asked about so long before it ends.
SOON = timedelta(days=14)
MOST = 10


def lines(request: HttpRequest, **_: Any) -> str:
    """The lines for my first page, most personal first."""
    person = request.user
    shown = {
        "invitations": _invitations(person),
        "asked": _asked(person),
        "ending": _ending(person),
        "answers": _answers(person),
    }
    if not any(shown.values()):
        return ""
    return render_to_string("groups/parts/waiting.html", shown, request)


def _invitations(person: Any) -> list[GroupInvitation]:
    open_to_me = GroupInvitation.objects.open().filter(member=person)
    return list(open_to_me.select_related("group", "invitation__invited_by").order_by("-pk")[:MOST])


def _asked(person: Any) -> QuerySet[Group]:
    """Groups that I lead or moderate, with how many ask to be in and since when the last one does."""
    keeping = GroupRole.objects.at().filter(member=person).values("group")
    waiting = Q(requests__state=JoinRequest.State.WAITING)
    counted = Group.objects.filter(waiting, pk__in=keeping)
    return counted.annotate(asking=Count("requests"), last_asked=Max("requests__asked_at")).order_by("-last_asked")[
        :MOST
    ]


def _ending(person: Any) -> list[GroupRole]:
    """My roles whose term ends soon or has passed; the group asks me whether I go on."""
    mine = GroupRole.objects.at().filter(member=person, kind=GroupRole.Kind.OWNER, until__lt=timezone.now() + SOON)
    return list(mine.select_related("group").order_by("until")[:MOST])


def _answers(person: Any) -> list[JoinRequest]:
    """What became of my own requests lately."""
    told = (JoinRequest.State.ACCEPTED, JoinRequest.State.DECLINED, JoinRequest.State.REDIRECTED)
    lately = JoinRequest.objects.filter(member=person, state__in=told, answered_at__gt=timezone.now() - ANSWERED)
    return list(lately.select_related("group", "redirected_to").order_by("-answered_at")[:MOST])
