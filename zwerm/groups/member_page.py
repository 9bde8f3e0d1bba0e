"""On somebody's page: the groups they are in, as far as the reader sees them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from zwerm.core.doors import seen
from zwerm.groups.models import Group, GroupRole
from zwerm.members.models import Member


def places(request: HttpRequest | None, *, member: Member, **_: Any) -> str:
    """Who is in a group is shown to members; a hidden group only to who is in it too."""
    if request is None or not request.user.is_authenticated:
        return ""
    groups = list(seen(Group.objects.of(member), request).only("name", "slug")[:30])
    if not groups:
        return ""
    leads = GroupRole.objects.at().filter(member=member, kind=GroupRole.Kind.OWNER, group__in=groups)
    context = {"groups": groups, "led": set(leads.values_list("group", flat=True))}
    return render_to_string("groups/parts/member_places.html", context)
