"""How somebody stands to one conversation: how far they read, whether they follow it, whether a draft of theirs waits there."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Exists, OuterRef, Subquery

from zwerm.core.prepared import Prepared
from zwerm.discussions.models import Draft, Held, Progress, Reading, Topic, Watch
from zwerm.members.models import Member
from zwerm.notifications import bell


class Standing(NamedTuple):
    #: The number of the last post they read; None on their first visit.
    read_to: int | None
    #: A level of `Watch`; nothing where they chose none.
    watch: str | None
    has_draft: bool
    #: Something they posted there waits for a moderator.
    waits: bool


def standing(member: Member, topic: Topic) -> Standing:
    """One query for all of it, and for what the frame asks of their readings."""
    ((steps, rings, *row),) = _standing(member=member.pk, topic=topic.pk, place=f"topic:{topic.pk}")
    Progress.told(member, steps or 0)
    bell.told(member, rings)
    return Standing(*row)


_me = OuterRef("pk")
_standing = Prepared(
    lambda member, topic, place: Member.objects.filter(pk=member).values_list(
        Subquery(Progress.objects.filter(member=_me).values("steps")),
        bell.rings_for(_me),
        Subquery(Reading.objects.filter(member=_me, topic=topic).values("number")),
        Subquery(Watch.objects.filter(member=_me, topic=topic).values("level")),
        Exists(Draft.objects.filter(member=_me, place=place)),
        Exists(Held.objects.waiting().filter(author=_me, topic=topic)),
    )
)
