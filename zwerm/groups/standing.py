"""How one person stands to one group: what the personal piece of its pages shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from zwerm.core.prepared import Prepared
from zwerm.groups.models import Group, GroupInvitation, JoinRequest, Membership
from zwerm.groups.rules import moderates, owns


@dataclass(frozen=True)
class Standing:
    membership: Membership | None = None
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
    keeping: dict[str, Any] = {"owns": owns(person, group), "moderates": moderates(person, group)}
    asks = group.joining == Group.Joining.REQUEST
    membership: Membership | None = next(iter(_memberships(group=group.pk, member=person.pk)), None)
    if membership is not None:
        waiting = group.requests.waiting().count() if asks and keeping["moderates"] else None
        return Standing(membership, waiting=waiting, **keeping)
    invitations = _invitations(group=group.pk, member=person.pk, now=timezone.now())
    return Standing(
        request=group.requests.waiting().filter(member=person).first() if asks else None,
        invitation=next(iter(invitations), None),
        **keeping,
    )


_memberships = Prepared(lambda group, member: Membership.objects.filter(group=group, member=member))
_invitations = Prepared(
    lambda group, member, now: (
        GroupInvitation.objects.open(now)
        .filter(group=group, member=member)
        .select_related("invitation__invited_by")
        .order_by("pk")[:1]
    ),
    moments=("now",),
)
