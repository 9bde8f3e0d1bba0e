"""Somebody has another name, picture or address: the shared bodies in which they stand are other ones from now on."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import F

from zwerm.activity.models import Entry
from zwerm.discussions.models import Post, Topic
from zwerm.members.models import Member
from zwerm.reactions.models import Reaction

#: The verbs after which a member looks different.
VERBS = ("profile.changed",)
#: Fields of a profile on which it depends what stands beside a post.
SHOWN = frozenset({"name", "handle", "photo", "audience", "field_audiences"})


def read(entries: Sequence[Entry]) -> None:
    """Renew what shows the members of these entries."""
    members = {entry.subject_id for entry in entries if _shows(entry)}
    if members:
        renew(members)


def after_a_claim(before: Member, now: Member) -> None:
    """What `before` wrote bears the name of `now`."""
    renew({now.pk})


def before_leaving(member: Member) -> None:
    """What shows the name of `member`, or their thanks, is shown anew."""
    renew({member.pk})


def renew(members: Collection[int]) -> None:
    """Raise the version of every topic in which these members wrote, or thanked."""
    thanked = Reaction.objects.filter(giver__in=members, subject_type="discussions.post").values("subject_id")
    for posts in (Post.objects.filter(author__in=members), Post.objects.filter(pk__in=thanked)):
        Topic.objects.filter(pk__in=posts.values("topic")).update(version=F("version") + 1)


def _shows(entry: Entry) -> bool:
    return not SHOWN.isdisjoint(entry.data.get("fields", []))
