"""Writes the example community: `build(300, seed=1)`.

It is written chapter by chapter in the order of time, each in one transaction with its lines in the log (source `import`)
and with a bookmark, so that one can stop it anywhere and call it again: it goes on, and does nothing twice.
"""

from __future__ import annotations

import time

from django.db import transaction
from django.db.models import Max

from zwerm.activity import log
from zwerm.activity.models import Entry
from zwerm.discussions.models import Post, Topic
from zwerm.groups.models import Group
from zwerm.importing.archive import Progress
from zwerm.importing.example import finishing, founding
from zwerm.importing.example.bookmark import Bookmark
from zwerm.importing.example.chapters import Chapters
from zwerm.importing.example.finishing import SignIn
from zwerm.importing.example.ledger import Ledger
from zwerm.importing.example.story import Story
from zwerm.members.models import Member

PASSWORD = "zwerm-demo"  # noqa: S105 printed for everyone who looks at the example
LEAST, LEAST_POSTS = 60, 500


class NotEmpty(ValueError):
    """There are groups here already; an example is for an empty site."""


class TooFew(ValueError):
    """An example of fewer than `LEAST` members, or `LEAST_POSTS` posts, does not fill its groups."""


def quiet(doing: str, done: int, total: int) -> None:
    """Progress that nobody looks at."""


def build(
    members: int = 300,
    seed: int = 1,
    progress: Progress = quiet,
    *,
    posts: int | None = None,
    now: int | None = None,
    password: str = PASSWORD,
    guest: Member | None = None,
) -> list[SignIn]:
    """Fill an empty site with an example community, or go on where that was stopped.

    Args:
        members: how many people; 300 take seconds, 50,000 minutes.
        seed: equal seeds give equal communities.
        progress: told how many chapters of how many are written.
        posts: how many posts exactly; what communities of this size usually have by default.
        now: the moment at which the example ends, in seconds since 1970; the present by default, so that it looks alive.
        password: of the four people as whom one can sign in; empty leaves them without, for a site that is open to others.
        guest: somebody who was here before and is let into some groups, to look around.

    Returns:
        As whom one can sign in: Anna (administrator), Bram (moderator), Carla (leads a group) and Daan (member).

    Raises:
        NotEmpty: the site has groups that are not of an example.
        TooFew: fewer than `LEAST` members or `LEAST_POSTS` posts.
    """
    bookmark = Bookmark.last() or _begin(members, seed, now, posts)
    story = Story(bookmark.members, bookmark.seed, bookmark.now, frozenset(bookmark.taken), bookmark.posts)
    ledger = Ledger(story, bookmark)
    with log.source(Entry.Source.IMPORT):
        if not bookmark.done:
            _write(ledger, bookmark, progress, password, guest)
        return finishing.sign_ins(ledger, password)


def size() -> tuple[int, int | None] | None:
    """The number of members of the example that is here, and of posts where those were asked for; None where there is none."""
    bookmark = Bookmark.last()
    return (bookmark.members, bookmark.posts) if bookmark else None


def _begin(members: int, seed: int, now: int | None, posts: int | None) -> Bookmark:
    if members < LEAST or (posts is not None and posts < LEAST_POSTS):
        raise TooFew
    if Group.objects.exists():
        raise NotEmpty
    tables = {"members": Member.objects.all(), "topics": Topic.objects.all(), "posts": Post.objects.all()}
    before = {name: rows.aggregate(last=Max("pk"))["last"] or 0 for name, rows in tables.items()}
    known = Member.objects.values_list("handle", "email")
    taken = sorted({name for handle, email in known for name in (handle, (email or "").partition("@")[0]) if name})
    return Bookmark(members, seed, now or int(time.time()), before=before, taken=taken, posts=posts)


def _write(ledger: Ledger, bookmark: Bookmark, progress: Progress, password: str, guest: Member | None) -> None:
    chapters = Chapters(ledger)
    ends = [0, *chapters.ends()]
    for chapter in range(bookmark.chapter + 1, len(ends)):
        progress("conversations", chapter - 1, len(ends))
        with transaction.atomic():
            ours = chapter == 1 and founding.found(ledger.story)
            chapters.write(ends[chapter - 1], ends[chapter])
            if ours:
                founding.give_roles(ledger.story, ledger.member(0))
            bookmark = bookmark.put(chapter=chapter)
    with transaction.atomic():
        finishing.finish(ledger, password, counted=bookmark.posts is not None)
        if guest:
            finishing.let_in(guest)
        bookmark.put(done=True)
    progress("conversations", len(ends), len(ends))
