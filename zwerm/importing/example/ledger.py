"""The keys under which a story lies in the tables, and the lines of the log that wait to be written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.management.color import no_style
from django.db import connection

from zwerm.activity.models import Entry
from zwerm.discussions.models import Post, Topic
from zwerm.groups.models import Group, Membership
from zwerm.importing.example import groups
from zwerm.importing.example.bookmark import Bookmark
from zwerm.importing.example.story import Story
from zwerm.members.models import Member

POST, TOPIC, MEMBER, MEMBERSHIP = (one._meta.label_lower for one in (Post, Topic, Member, Membership))


class Ledger:
    """Members, topics and posts get keys that follow from their place in the story, so that a later chapter finds them."""

    def __init__(self, story: Story, bookmark: Bookmark) -> None:
        self.story, self.before = story, bookmark.before
        self.groups: dict[int, Group] = groups.found(story)
        self.handles = {person.handle: row for row, person in enumerate(story.people)}
        self.entries: list[Entry] = []

    def member(self, row: int) -> int:
        """The key of a member."""
        return self.before["members"] + row + 1

    def topic(self, number: int) -> int:
        """The key of a conversation."""
        return self.before["topics"] + number + 1

    def post(self, count: int) -> int:
        """The key of a post, counted by date over all conversations."""
        return self.before["posts"] + count + 1

    def tell(self, verb: str, at: datetime, actor: int | None, kind: str, subject: int, **more: Any) -> None:
        """A line for the log; `more` are `place_id`, `target_id` and `data`."""
        said = {"data": {}, **more, "source": Entry.Source.IMPORT}
        self.entries.append(Entry(at=at, verb=verb, actor_id=actor, subject_type=kind, subject_id=subject, **said))

    def write(self) -> None:
        """Write the lines that wait, in the order in which things happened."""
        self.entries.sort(key=lambda entry: entry.at)
        Entry.objects.bulk_create(self.entries)
        self.entries = []
        with connection.cursor() as cursor:  # keys that we chose are not given again: PostgreSQL has to be told
            for statement in connection.ops.sequence_reset_sql(no_style(), [Member, Topic, Post]):
                cursor.execute(statement)
