"""How conversations stand, for the pages on which somebody has one open (see the room live)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from zwerm.activity.models import Entry
from zwerm.discussions.models import Post, Topic
from zwerm.live.subjects import State

#: The types of subject that the log has for what stands in a conversation.
OF = ("discussions.topic", "discussions.post")


def states(keys: Collection[int], entries: Sequence[Entry]) -> dict[int, State]:
    """The topics with these keys, and those of which the entries tell; their parts are posts, by number."""
    parts = {entry.subject_id: {0} for entry in entries if entry.subject_type == OF[0]}
    posts = {entry.subject_id for entry in entries if entry.subject_type == OF[1]}
    for topic, number in Post.objects.filter(pk__in=posts).values_list("topic", "number") if posts else ():
        parts.setdefault(topic, set()).add(number)
    rows = Topic.objects.filter(pk__in={*keys, *parts}).values_list("pk", "version", "last_number")
    return {key: State(version, count, frozenset(parts.get(key, ()))) for key, version, count in rows}
