"""What people are told of groups and of their own place in the community. Those rooms stand below, so this one speaks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import npgettext_lazy

from zwerm.activity.models import Entry
from zwerm.groups.models import Group, GroupInvitation, GroupRole, Membership
from zwerm.members.models import Community
from zwerm.notifications import notices
from zwerm.notifications.choices import When
from zwerm.notifications.notices import Shown, Spot


def _group(entry: Entry) -> Spot | None:
    return Spot(entry.place_id) if entry.place_id else None


def _groups_shown(person: Any, keys: Sequence[int]) -> Mapping[int, Shown]:
    groups = Group.objects.visible_to(person).filter(pk__in=keys)
    return {group.pk: Shown(group.name, group.get_absolute_url()) for group in groups}


@notices.each
def _who_see_it(entry: Entry, members: Sequence[int]) -> Sequence[int]:
    """Of a hidden group only who is in it hears."""
    hidden = Group.objects.filter(pk=entry.place_id or 0, visibility=Group.Visibility.HIDDEN).exists()
    inside = Membership.objects.filter(group=entry.place_id, member__in=members)
    return list(inside.values_list("member", flat=True)) if hidden else members


def _group_page(entry: Entry) -> str:
    slug = Group.objects.filter(pk=entry.place_id or 0).values_list("slug", flat=True).first()
    return f"/groups/{slug}/{'requests/' if entry.verb == 'request.asked' else ''}"


def _invitation(entry: Entry) -> Spot:
    return Spot(entry.subject_id)


def _invitations_shown(person: Any, keys: Sequence[int]) -> Mapping[int, Shown]:
    asked = GroupInvitation.objects.open().filter(pk__in=keys, member=person).select_related("group", "invitation")
    return {one.pk: Shown(one.group.name, one.invitation.get_absolute_url()) for one in asked}


def _invitation_page(entry: Entry) -> str:
    asked = GroupInvitation.objects.select_related("invitation").filter(pk=entry.subject_id).first()
    return asked.invitation.get_absolute_url() if asked else "/"


@notices.each
def _still_open(entry: Entry, members: Sequence[int]) -> Sequence[int]:
    return members if GroupInvitation.objects.open().filter(pk=entry.subject_id).exists() else ()


def _community(entry: Entry) -> Spot:
    return Spot(1)


def _community_shown(person: Any, keys: Sequence[int]) -> Mapping[int, Shown]:
    community = Community.current()
    return dict.fromkeys(keys, Shown(community.name, "/")) if community else {}


def _home(entry: Entry) -> str:
    return "/"


def _target(entry: Entry, after: int, most: int) -> Sequence[int]:
    return notices.listed([entry.target_id], after, most)


def _actor(entry: Entry, after: int, most: int) -> Sequence[int]:
    return notices.listed([entry.actor_id], after, most)


def _keepers(entry: Entry, after: int, most: int) -> Sequence[int]:
    """Who leads or moderates the group, and so answers."""
    keeping = GroupRole.objects.at().filter(group=entry.place_id, member__gt=after)
    return list(keeping.order_by("member").values_list("member", flat=True).distinct()[:most])


def _role(entry: Entry) -> str:
    return str(entry.data.get("kind", ""))


notices.sort(
    "asked",
    title=_("Somebody asks or answers you: an invitation, a request to join, a role"),
    default=When.AT_ONCE,
    order=30,
)
groups = notices.Thing("group", of=_group, shown=_groups_shown, leads=_group_page, wanted=_who_see_it)
invitations = notices.Thing(
    "group_invitation", of=_invitation, shown=_invitations_shown, leads=_invitation_page, wanted=_still_open
)
community = notices.Thing("community", of=_community, shown=_community_shown, leads=_home)

ANSWERS = ("request.accepted", "request.declined", "request.redirected")

notices.kind(
    "invited",
    invitations,
    sort="asked",
    verbs=["group_invitation.sent"],
    receivers=_target,
    strength=75,
    undone_by=["group_invitation.declined"],
    says=npgettext_lazy("notice", "%(who)s invites you into %(title)s", "%(who)s invite you into %(title)s", "count"),
)
notices.kind(
    "request_waiting",
    groups,
    sort="asked",
    verbs=["request.asked"],
    receivers=_keepers,
    strength=72,
    undone_by=[*ANSWERS, "request.withdrawn"],
    says=npgettext_lazy("notice", "%(who)s asks to join %(title)s", "%(who)s ask to join %(title)s", "count"),
)
notices.kind(
    "request_answered",
    groups,
    sort="asked",
    verbs=ANSWERS,
    receivers=_target,
    strength=71,
    says={
        "request.accepted": npgettext_lazy(
            "notice", "%(who)s let you into %(title)s", "%(who)s let you into %(title)s", "count"
        ),
        "request.declined": npgettext_lazy(
            "notice",
            "%(who)s answered your request to join %(title)s: not now",
            "%(who)s answered your request to join %(title)s: not now",
            "count",
        ),
        "request.redirected": npgettext_lazy(
            "notice",
            "%(who)s thinks that another group than %(title)s suits you better",
            "%(who)s think that another group than %(title)s suits you better",
            "count",
        ),
    },
)
notices.kind(
    "role",
    groups,
    sort="asked",
    verbs=["group_role.given"],
    receivers=_target,
    strength=70,
    variant=_role,
    says={
        GroupRole.Kind.OWNER: npgettext_lazy(
            "notice", "%(who)s asked you to lead %(title)s", "%(who)s asked you to lead %(title)s", "count"
        ),
        GroupRole.Kind.MODERATOR: npgettext_lazy(
            "notice", "%(who)s asked you to moderate %(title)s", "%(who)s asked you to moderate %(title)s", "count"
        ),
    },
)
notices.kind(
    "community_role",
    community,
    sort="asked",
    verbs=["role.given"],
    receivers=_target,
    strength=69,
    variant=_role,
    says={
        "administrator": npgettext_lazy(
            "notice",
            "%(who)s made you an administrator of %(title)s",
            "%(who)s made you an administrator of %(title)s",
            "count",
        ),
        "moderator": npgettext_lazy(
            "notice", "%(who)s asked you to moderate %(title)s", "%(who)s asked you to moderate %(title)s", "count"
        ),
        "facilitator": npgettext_lazy(
            "notice", "%(who)s asked you to help %(title)s live", "%(who)s asked you to help %(title)s live", "count"
        ),
    },
)
notices.kind(
    "welcome",
    community,
    sort="",
    verbs=["member.joined"],
    receivers=_actor,
    own=True,
    strength=5,
    says=npgettext_lazy("notice", "Welcome to %(title)s", "Welcome to %(title)s", "count"),
)
