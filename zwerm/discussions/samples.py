"""Builders of conversations, for tests and the example community."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.db import transaction

from zwerm.discussions.models import Held, Post, Topic
from zwerm.discussions.models.words import Words
from zwerm.discussions.waiting import MATTER
from zwerm.groups.models import Group
from zwerm.groups.samples import make_group
from zwerm.members.models import Member
from zwerm.members.samples import make_community, make_member
from zwerm.moderation.holding import Why
from zwerm.moderation.models import Case


def make_topic(
    title: str = "Hoe houd je een intervisiegroep levend?",
    *,
    group: Group | None = None,
    by: Member | None = None,
    body: str = "Bij ons zakt het na een half jaar in. Wat werkt bij jullie?",
    **fields: Any,
) -> Topic:
    """A conversation with its first post, started by the owner of its group unless somebody is named."""
    group = group or make_group(owner=by)
    author = by or group.roles.at().first().member  # type: ignore[union-attr]
    return Topic.start(group, by=author, title=title, body=body, **fields)


def make_cast(**topic: Any) -> SimpleNamespace:
    """Carla, Daan, a group of hers that he is in, and a conversation that she began there."""
    make_community()
    carla, daan = make_member("Carla"), make_member("Daan")
    group = make_group("Leren op het werk", owner=carla, members=(daan,))
    return SimpleNamespace(carla=carla, daan=daan, group=group, topic=make_topic(group=group, by=carla, **topic))


def make_reply(
    topic: Topic, *, by: Member, body: str = "Wissel elke maand van gastheer.", to: Post | None = None
) -> Post:
    """A reply by somebody who is let into the group when they are not in it yet."""
    topic.group.let_in(by)
    return topic.reply(by=by, body=body, to=to)


def make_held(topic: Topic, *, by: Member, body: str = "Kijk eens op www.intervisie.nl.", why: Why = Why.FIRST) -> Held:
    """A reply that waits for a moderator."""
    topic.group.let_in(by)
    with transaction.atomic():
        held = Held.keep(topic.group, Words.of(body, by=by), by=by, form="", topic=topic)
        Case.hold(MATTER, held, [why])
    return held
