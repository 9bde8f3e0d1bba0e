"""On somebody's page: the groups they are in, as far as the reader sees them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from zwerm.core.prepared import Prepared
from zwerm.groups.models import Group, GroupRole
from zwerm.members.models import Member


def places(request: HttpRequest | None, *, member: Member, **_: Any) -> str:
    """Who is in a group is shown to members; a hidden group only to who is in it too."""
    if request is None or not request.user.is_authenticated:
        return ""
    groups: list[Group] = _groups(member=member.pk, reader=request.user.pk)
    if not groups:
        return ""
    led = {group for (group,) in _led(member=member.pk, now=timezone.now())}
    context = {"groups": groups, "led": led}
    return render_to_string("groups/parts/member_places.html", context)


_groups = Prepared(
    lambda member, reader: Group.objects.of(Member(pk=member)).visible_to(Member(pk=reader)).only("name", "slug")[:30]
)
_led = Prepared(
    lambda member, now: GroupRole.objects.at(now).filter(member=member, kind=GroupRole.Kind.OWNER).values_list("group"),
    moments=("now",),
)
