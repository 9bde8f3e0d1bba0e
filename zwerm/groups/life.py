"""Whether a group is alive, and whose faces it shows: kept by readers of the log, so that nobody waits for the group's row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Q

from zwerm.activity.models import Entry
from zwerm.groups.models import Group

#: The verbs by which somebody says something in a group.
TALK = ("topic.started", "post.written")

#: The verbs after which a name or a face in a group's head may be another.
FACES = ("profile.changed", "member.left", "member.erased", "member.claimed")


def read(entries: Sequence[Entry]) -> None:
    """Move each group's last talk to the newest of `entries`."""
    latest: dict[int, datetime] = {}
    for entry in entries:
        if entry.place_id:
            latest[entry.place_id] = max(entry.at, latest.get(entry.place_id, entry.at))
    for key, moment in latest.items():
        older = Q(last_talk_at=None) | Q(last_talk_at__lt=moment)
        Group.objects.filter(older, pk=key).update(last_talk_at=moment, version=F("version") + 1)


def renew_faces(entries: Sequence[Entry]) -> None:
    """Let the groups of whoever changed show them anew."""
    people = {key for entry in entries for key in (entry.actor_id, entry.target_id) if key}
    Group.objects.filter(memberships__member__in=people).update(version=F("version") + 1)
