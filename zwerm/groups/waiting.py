"""What in groups waits for me: invitations, requests that I answer, roles and terms of mine, answers that I got."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from zwerm.activity.models import Entry
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
        **_roles(person),
        "answers": _answers(person),
        "removals": _removals(person),
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


def _roles(person: Any) -> dict[str, list[GroupRole]]:
    """My roles that end soon or have passed, about which the group asks me; and those that somebody gave me lately."""
    mine = GroupRole.objects.at().filter(member=person).select_related("group", "given_by").order_by("since", "pk")
    now, roles = timezone.now(), list(mine[:100])
    ending = [role for role in roles if role.kind == GroupRole.Kind.OWNER and role.until and role.until < now + SOON]
    given = [role for role in roles if role.given_by not in (None, person) and role.since > now - ANSWERED]
    return {"ending": ending[:MOST], "given": given[:MOST]}


def _removals(person: Any) -> list[tuple[str, Entry]]:
    """Groups that I was put out of lately, with the line of the log that holds the reason."""
    lately = Entry.objects.filter(target=person, verb="group.removed", at__gt=timezone.now() - ANSWERED)
    entries = list(lately.order_by("-at")[:MOST])
    names = Group.objects.in_bulk([entry.place_id for entry in entries if entry.place_id]) if entries else {}
    return [(names[entry.place_id].name, entry) for entry in entries if entry.place_id in names]


def _answers(person: Any) -> list[JoinRequest]:
    """What became of my own requests lately, where the groups in the answer have not hidden themselves from me since."""
    seen = Group.objects.visible_to(person).values("pk")
    told = (JoinRequest.State.ACCEPTED, JoinRequest.State.DECLINED, JoinRequest.State.REDIRECTED)
    lately = JoinRequest.objects.filter(member=person, state__in=told, answered_at__gt=timezone.now() - ANSWERED)
    lately = lately.filter(Q(redirected_to=None) | Q(redirected_to__in=seen), group__in=seen)
    return list(lately.select_related("group", "redirected_to").order_by("-answered_at")[:MOST])
