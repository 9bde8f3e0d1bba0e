"""What in groups waits for me: invitations, requests that I answer, roles and terms of mine, answers that I got."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, Max, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from zwerm.activity.models import Entry
from zwerm.core.prepared import Prepared
from zwerm.groups.models import Group, GroupInvitation, GroupRole, JoinRequest
from zwerm.members.models import Member

#: An answer to my request stays on my first page for so long.
ANSWERED = timedelta(days=14)
#: A term is asked about so long before it ends.
SOON = timedelta(days=14)
MOST = 10


def lines(request: HttpRequest, **_: Any) -> str:
    """The lines for my first page, most personal first."""
    person: Any = request.user
    if not _has_any(person):
        return ""
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


def _has_any(person: Any) -> bool:
    """Whether there is anything of which a line may be made today. There mostly is nothing, and it is asked no further.

    What begins by itself today counts already, and what passes today still counts: remembered until something is done with `person`.
    """
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    asked = {"me": person.pk, "now": today, "since": today - ANSWERED}
    return bool(person.known(("waits in groups", today), lambda: any(_any(**asked)[0])))


def _ask_any(me: int, now: datetime, since: datetime) -> QuerySet[Member, Any]:
    """One row, of whether there is an invitation, a role, an answer to a request, a line that puts them out."""
    of = (
        GroupInvitation.objects.open(now).filter(member=me),
        GroupRole.objects.filter(member=me, ended_at=None),
        JoinRequest.objects.filter(member=me, answered_at__gt=since),
        Entry.objects.filter(target=me, verb="group.removed", at__gt=since),
    )
    asked: QuerySet[Member, Any] = Member.objects.filter(pk=me).values_list(*map(Exists, of))
    return asked


def _invitations(person: Any) -> list[GroupInvitation]:
    return _open_to(member=person.pk, now=timezone.now())


def _asked(person: Any) -> list[Group]:
    """Groups that I lead or moderate, with how many ask to be in and since when the last one does."""
    return _asking(member=person.pk, now=timezone.now())


def _roles(person: Any) -> dict[str, list[GroupRole]]:
    """My roles that end soon or have passed, about which the group asks me; and those that somebody gave me lately."""
    now = timezone.now()
    roles: list[GroupRole] = _held(member=person.pk, now=now)
    ending = [role for role in roles if role.kind == GroupRole.Kind.OWNER and role.until and role.until < now + SOON]
    given = [role for role in roles if role.given_by not in (None, person) and role.since > now - ANSWERED]
    return {"ending": ending[:MOST], "given": given[:MOST]}


def _removals(person: Any) -> list[tuple[str, Entry]]:
    """Groups that I was put out of lately, with the line of the log that holds the reason."""
    entries: list[Entry] = _put_out(member=person.pk, since=timezone.now() - ANSWERED)
    names = Group.objects.in_bulk([entry.place_id for entry in entries if entry.place_id]) if entries else {}
    return [(names[entry.place_id].name, entry) for entry in entries if entry.place_id in names]


def _answers(person: Any) -> list[JoinRequest]:
    """What became of my own requests lately, where the groups in the answer have not hidden themselves from me since."""
    return _answered(member=person.pk, since=timezone.now() - ANSWERED)


def _ask_asking(member: int, now: datetime) -> QuerySet[Group]:
    keeping = GroupRole.objects.at(now).filter(member=member).values("group")
    waiting = Group.objects.filter(requests__state=JoinRequest.State.WAITING, pk__in=keeping)
    counted = waiting.annotate(asking=Count("requests"), last_asked=Max("requests__asked_at"))
    return counted.order_by("-last_asked")[:MOST]


def _ask_answered(member: int, since: datetime) -> QuerySet[JoinRequest]:
    seen = Group.objects.visible_to(Member(pk=member)).values("pk")
    told = (JoinRequest.State.ACCEPTED, JoinRequest.State.DECLINED, JoinRequest.State.REDIRECTED)
    lately = JoinRequest.objects.filter(member=member, state__in=told, answered_at__gt=since)
    lately = lately.filter(Q(redirected_to=None) | Q(redirected_to__in=seen), group__in=seen)
    return lately.select_related("group", "redirected_to").order_by("-answered_at")[:MOST]


_any = Prepared(_ask_any, moments=("now", "since"))
_open_to = Prepared(
    lambda member, now: (
        GroupInvitation.objects.open(now)
        .filter(member=member)
        .select_related("group", "invitation__invited_by")
        .order_by("-pk")[:MOST]
    ),
    moments=("now",),
)
_asking = Prepared(_ask_asking, moments=("now",))
_held = Prepared(
    lambda member, now: (
        GroupRole.objects.at(now)
        .filter(member=member)
        .select_related("group", "given_by")
        .order_by("since", "pk")[:100]
    ),
    moments=("now",),
)
_put_out = Prepared(
    lambda member, since: Entry.objects.filter(target=member, verb="group.removed", at__gt=since).order_by("-at")[
        :MOST
    ],
    moments=("since",),
)
_answered = Prepared(_ask_answered, moments=("since",))
