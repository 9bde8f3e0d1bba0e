"""Who sees what of a member: one choice for each field, and one for the page itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from zwerm.members.models import Member


class Audience(models.TextChoices):
    EVERYONE = "everyone", pgettext_lazy("who sees this", "Everyone")
    MEMBERS = "members", pgettext_lazy("who sees this", "Members")
    GROUPS = "groups", pgettext_lazy("who sees this", "My groups")
    ME = "me", pgettext_lazy("who sees this", "Only me")


#: The fields of a profile that have a choice of their own, with the choice until somebody makes one.
FIELDS: dict[str, str] = {
    "photo": Audience.EVERYONE,
    "headline": Audience.EVERYONE,
    "organisation": Audience.MEMBERS,
    "role_type": Audience.MEMBERS,
    "languages": Audience.MEMBERS,
    "helps_with": Audience.MEMBERS,
    "wants_to_learn": Audience.MEMBERS,
    "brought_by": Audience.MEMBERS,
}

Companions = Callable[[Any], Q]


def _nobody(person: Any) -> Q:
    return Q(pk__in=[])


_companions: Companions = _nobody


def companions_by(condition: Companions) -> None:
    """Let the room that knows places say with whom somebody shares one: a condition on members, asked of each on its own."""
    global _companions
    _companions = condition


def pages_open_to(person: Member | AnonymousUser) -> Q:
    """Which members' pages this person may open, as a condition on members."""
    here = Q(is_active=True) & ~Q(standing="left")
    if not person.is_authenticated:
        return here & Q(audience=Audience.EVERYONE)
    chosen = Q(audience__in=(Audience.EVERYONE, Audience.MEMBERS)) | Q(pk=person.pk)
    shared = Q(audience=Audience.GROUPS) & _companions(person)
    kept_away = Q(blocks__blocked=person)
    return here & (chosen | shared) & ~kept_away


def may_open(person: Member | AnonymousUser, member: Member) -> bool:
    """The same as `pages_open_to`, asked of one member."""
    if not member.is_active or member.standing == "left":
        return False
    if not person.is_authenticated:
        return member.audience == Audience.EVERYONE
    if member.blocks.filter(blocked=person).exists():
        return False
    return member.pk == person.pk or _reaches(member.audience, person, member)


def may_read(person: Member | AnonymousUser, member: Member, field: str) -> bool:
    """Whether this person sees one field of this member's profile."""
    return field in readable(person, [member])[member.pk]


def readable(person: Member | AnonymousUser, members: Sequence[Member]) -> dict[int, frozenset[str]]:
    """Which fields of each of these members this person sees, by the member's key; at most one query for all of them."""
    asked = [member.pk for member in members if Audience.GROUPS in member.field_audiences.values()]
    near: set[int] = set()
    if person.is_authenticated and asked:
        near = _near(person, asked)
    return {member.pk: _fields_for(person, member, member.pk in near) for member in members}


def _fields_for(person: Any, member: Member, is_near: bool) -> frozenset[str]:
    if person.is_authenticated and person.pk == member.pk:
        return frozenset(FIELDS)
    reached = {Audience.EVERYONE.value}
    if person.is_authenticated:
        reached.add(Audience.MEMBERS.value)
    if is_near:
        reached.add(Audience.GROUPS.value)
    return frozenset(field for field in FIELDS if audience_of(member, field) in reached)


def audience_of(member: Member, field: str) -> str:
    """Who sees this field: the member's choice, or what holds until somebody chooses."""
    return str(member.field_audiences.get(field, FIELDS[field]))


def readable_in_search(person: Member | AnonymousUser, field: str) -> Q:
    """Members of whom this person sees `field`, as a condition; what they may not read they cannot find either."""
    chosen = f"field_audiences__{field}"
    reached = [Audience.EVERYONE, Audience.MEMBERS]
    found = Q(**{f"{chosen}__in": reached}) | Q(pk=person.pk)
    if FIELDS[field] in reached:
        found |= Q(**{f"{chosen}__isnull": True})
    return found | Q(**{chosen: Audience.GROUPS}) & _companions(person)


def _reaches(audience: str, person: Any, member: Member) -> bool:
    if audience == Audience.GROUPS:
        return bool(_near(person, [member.pk]))
    return audience in (Audience.EVERYONE, Audience.MEMBERS)


def _near(person: Any, keys: Sequence[int]) -> set[int]:
    """Those of these members with whom this person shares a place."""
    from zwerm.members.models import Member  # models load after this module

    return set(Member.objects.filter(_companions(person), pk__in=keys).values_list("pk", flat=True))
