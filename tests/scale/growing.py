"""Makes a community many times larger by saying everything in it again: the same groups, more people, conversations and lines.

Rows are copied inside the database, so that a large community takes seconds.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import connection, models
from django.db.models import F

from zwerm.activity.models import Cursor, Entry
from zwerm.discussions.models import Post, Reading, Topic
from zwerm.groups.models import Group, Membership
from zwerm.members.models import Member
from zwerm.reactions.models import Reaction

#: Keys of one copy lie so far from those of the next.
STEP = 1_000_000
COPIED: tuple[type[models.Model], ...] = (Member, Membership, Topic, Post, Reaction, Entry)
#: Keys without a foreign key, to a thing that is copied.
LOOSE = {(Reaction, "subject_id"), (Entry, "subject_id")}
NAMED = {(Member, "handle"), (Member, "email")}


def grow(times: int) -> None:
    """Make everything `times` as many."""
    for model in COPIED:
        for number in range(1, times):
            _copy(model, number)
    _spread(times)
    Cursor.objects.update(entry_id=Entry.objects.latest("pk").pk)  # what the copies tell has been read
    Group.objects.update(member_count=F("member_count") * times)


def lengthen(topic: Topic, posts: int) -> None:
    """Let a topic have so many posts, all by who began it."""
    topic.refresh_from_db(fields=["last_number"])
    there = topic.last_number
    more = [
        Post(topic=topic, number=number, author_id=topic.author_id, body="Ja.", html="<p>Ja.</p>")
        for number in range(there + 1, posts + 1)
    ]
    Post.objects.bulk_create(more)
    Topic.objects.filter(pk=topic.pk).update(last_number=posts, last_post=more[-1], version=F("version") + 1)


def _copy(model: type[models.Model], number: int) -> None:
    fields = [field for field in model._meta.local_concrete_fields if not isinstance(field, models.GeneratedField)]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = ", ".join(_value(model, field, number) for field in fields)
    table = f'"{model._meta.db_table}"'
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE id < {STEP}")


def _value(model: type[models.Model], field: models.Field, number: int) -> str:  # type: ignore[type-arg]
    column, target = f'"{field.column}"', field.related_model
    if (model, field.name) in NAMED:
        return f"{column} || '-copy{number}'"
    if field.primary_key or target in (*COPIED, Reading) or (model, field.name) in LOOSE:
        return f"{column} + {number * STEP}"
    return column


def _spread(times: int) -> None:
    """Copies spoke at other moments than the originals: some minutes before them."""
    for number in range(1, times):
        earlier = timedelta(minutes=7 * number)
        copies = Topic.objects.filter(pk__range=(number * STEP, (number + 1) * STEP))
        copies.update(last_post_at=F("last_post_at") - earlier, created_at=F("created_at") - earlier)
