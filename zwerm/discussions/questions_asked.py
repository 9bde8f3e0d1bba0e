"""The questions of some groups with who replied when, and in which role: for what the desk tells of members taking over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from django.db.models import F

from zwerm.activity.models import Entry
from zwerm.activity.order import verb_as_seen
from zwerm.discussions.models import Post, Topic
from zwerm.groups import terms
from zwerm.groups.models import Group, GroupRole
from zwerm.members.models import Member, Role
from zwerm.moderation.desk.keeper import EVERYWHERE
from zwerm.moderation.desk.taking_over import MATURE, Reply, Thread

#: Questions that are read at most, the newest; and replies of each, for the first of a member is among them.
MOST, REPLIES = 5000, 30


class Term(NamedTuple):
    """A role that somebody has or had; in all groups where `group` is None."""

    group: int | None
    kind: str
    since: datetime
    until: datetime | None
    ended_at: datetime | None

    def holds(self, group: int, at: datetime) -> bool:
        return self.group in (None, group) and terms.holds(*self[1:], at=at)


def read(groups: Sequence[int], since: datetime) -> list[Thread]:
    """Questions since a moment; not those of an archive whose authors never wrote here, of which nobody knows what prompted them."""
    talk = {"section": Group.Section.DISCUSSIONS, "kind": Topic.Kind.QUESTION, "last_post_at__gte": since}
    topics = Topic.objects.standing().filter(group__in=groups, created_at__gte=since, **talk)
    topics = topics.exclude(author__standing=Member.Standing.PLACEHOLDER).order_by("-created_at", "-pk")[:MOST]
    asked = list(topics.values_list("pk", "group", "author", "created_at"))
    roles, prompted = _roles(groups), _prompted(since)
    replies = _replies([key for key, *_rest in asked], roles, prompted["post.written"])
    return [
        Thread(group, author, at, _keeps(roles, author, group, at) or key in prompted["topic.started"], replies[key])
        for key, group, author, at in asked
    ]


def _replies(
    topics: Sequence[int], roles: Mapping[int, Sequence[Term]], prompted: set[int]
) -> Mapping[int, Sequence[Reply]]:
    """By the key of the question, the replies of its first week."""
    posts = Post.objects.filter(topic__in=topics, number__range=(2, REPLIES + 1), deletion=None)
    posts = posts.filter(created_at__lte=F("topic__created_at") + MATURE).order_by("topic", "number")
    found: dict[int, list[Reply]] = defaultdict(list)
    for key, topic, group, author, at in posts.values_list("pk", "topic", "topic__group", "author", "created_at"):
        found[topic].append(Reply(author, at, key in prompted or _keeps(roles, author, group, at)))
    return found


def _keeps(roles: Mapping[int, Sequence[Term]], member: int, group: int, at: datetime) -> bool:
    return any(term.holds(group, at) for term in roles.get(member, ()))


def _roles(groups: Sequence[int]) -> Mapping[int, Sequence[Term]]:
    """By member, the roles they have or had."""
    found: dict[int, list[Term]] = defaultdict(list)
    everywhere, here = Role.objects.filter(kind__in=EVERYWHERE), GroupRole.objects.filter(group__in=groups)
    for member, *role in everywhere.values_list("member", *Term._fields[1:]):
        found[member].append(Term(None, *role))
    for member, *role in here.values_list("member", *Term._fields):
        found[member].append(Term(*role))
    return found


def _prompted(since: datetime) -> Mapping[str, set[int]]:
    """By verb, what was prompted by a keeper: few lines are, and the index of the key finds them."""
    found: dict[str, set[int]] = {"topic.started": set(), "post.written": set()}
    lines = Entry.objects.filter(prompted_by__gt=0).alias(said=verb_as_seen).filter(said__in=found)
    for verb, subject, at in lines.values_list("verb", "subject_id", "at"):
        if at >= since:
            found[verb].add(subject)
    return found
