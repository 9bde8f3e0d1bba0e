"""The head of a group, on each of its pages: a shared body, with the pieces of the one who asks put in."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from zwerm.activity import memory
from zwerm.core import bodies
from zwerm.core.pieces import piece
from zwerm.groups import saying
from zwerm.groups.models import Group, GroupRole, Membership
from zwerm.groups.standing import standing
from zwerm.members.audiences import Audience
from zwerm.members.models import Community, Member

_ways = memory.Shelf(most=2000)

#: How many of the newest members show their face.
FACES = 5


def head(request: HttpRequest, group: Group, current: str, *, brief: bool = False) -> SafeString:
    """The head and the tabs of `group`, as the person behind `request` sees them, who may see the group."""
    shown = {"group": group, "standing": standing(request.user, group), "current": current}
    pieces = {
        "membership": render_to_string("groups/parts/membership.html", shown, request),
        "tabs": render_to_string("groups/parts/tabs.html", shown, request),
    }
    return body(group, signed_in=request.user.is_authenticated, brief=brief).filled(pieces)


def way(person: Any, group: Group) -> tuple[tuple[str, str], ...]:
    """Name and address of the groups above `group` that `person` may see, from the top."""
    above = [int(key) for key in group.path.split("/") if key and int(key) != group.pk]
    if not above:
        return ()
    whose = person.pk if group.visibility == Group.Visibility.HIDDEN else person.is_authenticated
    return _ways.known((group.path, whose), [memory.person(person.pk)], lambda: _way(person, above))


def crumbs(person: Any, group: Group, *, inside: bool = True) -> SafeString:
    """The way from all groups to a page inside `group`, or to its own, by the groups this person may see."""
    here = ((group.name, group.get_absolute_url()),) if inside else ()
    return piece("groups/parts/crumbs.html", line=(*way(person, group), *here))


def _way(person: Any, above: list[int]) -> tuple[tuple[str, str], ...]:
    known = Group.objects.visible_to(person).in_bulk(above)
    return tuple((known[key].name, known[key].get_absolute_url()) for key in above if key in known)


def body(group: Group, *, signed_in: bool, brief: bool = False) -> bodies.Body:
    """What everyone who sees the group sees of it; strangers are shown nobody who did not choose to be seen by them."""
    community = Community.current()
    name = community.name if community else ""
    return bodies.body(
        "groups/parts/brief.html" if brief else "groups/parts/head.html",
        ("group", group.pk, group.version, signed_in, name),
        lambda: _shown(group, name, signed_in=signed_in),
    )


def _shown(group: Group, community: str, *, signed_in: bool) -> dict[str, Any]:
    circle = [Audience.EVERYONE, Audience.MEMBERS] if signed_in else [Audience.EVERYONE]
    if group.visibility == Group.Visibility.HIDDEN:
        circle.append(Audience.GROUPS)
    keepers = GroupRole.objects.at().filter(group=group, member__is_active=True, member__audience__in=circle)
    roles = list(keepers.select_related("member").order_by("-kind", "since", "pk"))
    return {
        "group": group,
        "readers": saying.readers(group, community),
        "alive": saying.alive(group),
        "keepers": [saying.role(role) for role in roles],
        "faces": _faces(group, roles, circle) if signed_in else [role.member for role in roles],
    }


def _faces(group: Group, roles: list[GroupRole], circle: list[Audience]) -> list[Any]:
    keepers = list(dict.fromkeys(role.member for role in roles))
    people = Member.objects.people().filter(audience__in=circle)
    newest = Membership.objects.filter(Exists(people.filter(pk=OuterRef("member"))), group=group)
    others = newest.exclude(member__in=keepers).select_related("member").order_by("-joined_at", "-pk")[:FACES]
    return [*keepers, *(membership.member for membership in others)]
