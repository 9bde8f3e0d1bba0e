"""Whether a group is alive: kept by a reader of the log, so that writing a post never waits for the group's row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import F, Q

from zwerm.activity.models import Entry
from zwerm.groups.models import Group

#: The verbs by which somebody says something in a group.
TALK = ("topic.started", "post.written")


def read(entries: Sequence[Entry]) -> None:
    """Move each group's last talk to the newest of `entries`."""
    latest: dict[int, datetime] = {}
    for entry in entries:
        if entry.place_id:
            latest[entry.place_id] = max(entry.at, latest.get(entry.place_id, entry.at))
    for key, moment in latest.items():
        older = Q(last_talk_at=None) | Q(last_talk_at__lt=moment)
        Group.objects.filter(older, pk=key).update(last_talk_at=moment, version=F("version") + 1)
