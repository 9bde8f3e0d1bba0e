"""How one person stands to one group: what the personal piece of its pages shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from zwerm.groups.models import Group, GroupInvitation, GroupRole, JoinRequest, Membership


@dataclass(frozen=True)
class Standing:
    membership: Membership | None = None
    #: The roles that this person has in the group now.
    roles: tuple[GroupRole, ...] = ()
    owns: bool = False
    moderates: bool = False
    #: Requests that wait for an answer; None for who does not answer them.
    waiting: int | None = None
    request: JoinRequest | None = None
    invitation: GroupInvitation | None = None


def standing(person: Any, group: Group) -> Standing:
    """What `person` is to `group` now."""
    if not person.is_authenticated:
        return Standing()
    membership = group.memberships.filter(member=person).first()
    if membership is None:
        return _outside(person, group)
    roles = tuple(GroupRole.objects.at().filter(group=group, member=person))
    leads = any(role.kind == GroupRole.Kind.OWNER for role in roles) or person.holds("administrator")
    keeps = bool(roles) or leads or person.holds("moderator")
    waiting = group.requests.waiting().count() if keeps and group.joining == Group.Joining.REQUEST else None
    return Standing(membership, roles, owns=leads, moderates=keeps, waiting=waiting)


def _outside(person: Any, group: Group) -> Standing:
    asks = group.joining == Group.Joining.REQUEST
    invitation = GroupInvitation.objects.open().filter(group=group, member=person)
    return Standing(
        owns=person.holds("administrator"),
        moderates=person.holds("administrator", "moderator"),
        request=group.requests.waiting().filter(member=person).first() if asks else None,
        invitation=invitation.select_related("invitation__invited_by").first(),
    )
