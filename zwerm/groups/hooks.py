"""What places lend to the house."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from zwerm.activity import memory, readers
from zwerm.core import personal, slots
from zwerm.core.personal import Fate
from zwerm.groups import frame, leaving, life, member_page, opening, waiting
from zwerm.groups.models import Group, GroupInvitation, GroupRole, JoinRequest, Membership
from zwerm.members import audiences
from zwerm.members.models.invitation import accepted_hooks


def companions(person: Any) -> Q:
    """Who shares a group with `person`, as a condition on members."""
    mine = Membership.objects.filter(member=person).values("group")
    return Q(Exists(Membership.objects.filter(member=OuterRef("pk"), group__in=mine)))


memory.narrow("group.joined", "group.left", "group.removed")
memory.narrow("request.asked", "request.accepted", "request.declined", "request.withdrawn")
audiences.companions_by(companions)
accepted_hooks.append(opening.let_in)
readers.register("group life", life.read, verbs=life.TALK, does=_("Keeps when a group was last talking"))
readers.register(
    "group faces", life.renew_faces, verbs=life.FACES, does=_("Shows new names and photos on the pages of groups")
)
personal.before_leaving(leaving.hand_over)
personal.after_moving(leaving.recount)
personal.declare(Group, created_by=Fate.UNLINK)
personal.declare(Membership, member=Fate.DELETE, let_in_by=Fate.UNLINK, exported=["member"])
personal.declare(GroupRole, member=Fate.KEEP, given_by=Fate.KEEP, ended_by=Fate.KEEP, exported=["member"])
personal.declare(JoinRequest, member=Fate.DELETE, answered_by=Fate.UNLINK, exported=["member"])
personal.declare(GroupInvitation, member=Fate.DELETE, exported=["member"])

slots.fill("frame.side", frame.side, order=30)
slots.fill("frame.bar", frame.bar, order=20)
slots.fill("invitation.place", opening.place, order=10)
slots.fill("invitation.place_name", opening.place_name, order=10)
slots.fill("member.places", member_page.places, order=10)
slots.fill("home.first", frame.first_group, order=10)
slots.fill("home.waiting", waiting.lines, order=10)
