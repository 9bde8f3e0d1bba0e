"""Makes a data set: the example community at some scale, and one very long topic; everything in the log is read."""

from itertools import count
from typing import Any

from django.db import connection, transaction

from zwerm.activity import log, readers
from zwerm.activity.models import Entry
from zwerm.config.preparing import bring_up_to_date
from zwerm.config.readiness import unapplied
from zwerm.discussions.models import Topic
from zwerm.groups.models import Group
from zwerm.importing.example import load
from zwerm.importing.progress import shown
from zwerm.members.models import Member
from zwerm.search import learning, sweeping
from zwerm.search.models import Document

LONG = "A conversation that goes on"
REPLIES = 5000
AT_ONCE = 250
#: Records that search goes over in one piece, and pieces after which it looks which words there are now.
SWEPT, TOLD = 200, 100
WORDS = "Reply {number}: we tried it with *three* people, and it took an afternoon. See https://example.org/how.\n\n- first the list\n- then the talk"


def fill(members: int, posts: int) -> dict[str, Any]:
    """Fill the database, or go on where that was stopped."""
    bring_up_to_date()
    with shown() as progress:
        load.build(members, progress=progress, posts=posts)
        _hold_long_talk(min(REPLIES, posts // 2), progress)
    _read_all()
    _gather_statistics()
    return {}


def renew() -> dict[str, Any]:
    """Make of a data set that an older program made what this one would have made of it."""
    is_older = bool(unapplied())
    bring_up_to_date()
    _read_all()
    if is_older:
        _gather_statistics()
    return {}


def _read_all() -> None:
    """What the worker would do for a long while after, so that it has nothing to do while pages are measured."""
    for reader in readers.registered():
        readers.catch_up(reader)
    learning.learn()
    _sweep()


def _sweep() -> None:
    """Go over what search has to go over, all of it where nothing is found yet, in large pieces since nobody waits for one."""
    if not Document.objects.exists():
        sweeping.begin_rebuild()
    for piece in count(1):
        if not sweeping.do_piece(SWEPT):
            return
        if piece % TOLD == 0:  # the more words were said, the better what follows is taken apart
            learning.learn()


def _hold_long_talk(replies: int, progress: Any) -> None:
    """A topic of so many replies beside what was asked for; a large example has one of its own."""
    if Topic.objects.filter(last_number__gt=replies).exclude(title=LONG).exists():
        return
    group = Group.objects.filter(visibility=Group.Visibility.PUBLIC).order_by("-member_count", "pk")[0]
    people = list(Member.objects.people().filter(memberships__group=group).order_by("pk")[:50])
    with log.source(Entry.Source.IMPORT):
        topic = Topic.objects.filter(title=LONG).first() or Topic.start(
            group, by=people[0], title=LONG, body=WORDS.format(number=0)
        )
        while (there := topic.last_number) <= replies:
            progress("conversations", there, replies)
            with transaction.atomic():
                for number in range(there, min(there + AT_ONCE, replies + 1)):
                    topic.reply(by=people[number % len(people)], body=WORDS.format(number=number))


def _gather_statistics() -> None:
    """What PostgreSQL does by itself after a while, done now, so that each run begins alike."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
