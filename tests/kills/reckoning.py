"""What is there in the end, beside what members were told: python -m tests.kills.reckoning NOTES, prints JSON."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import django


def reckon(sent: list[dict[str, Any]], *, copy: bool) -> dict[str, Any]:
    """What is there; in a copy, in which nobody bore witness and no mail leaves, without what happened afterwards."""
    there = {**_words(sent), **_thanks(sent), **_whole(), **_database()}
    return there if copy else {**there, **_invitations(sent), **_followed()}


def _words(sent: list[dict[str, Any]]) -> dict[str, Any]:
    """Replies and topics, by their exact words."""
    from zwerm.discussions.models import Post

    there = Counter(Post.objects.values_list("author__name", "body"))
    written = [one for one in sent if one["kind"] in ("reply", "topic")]
    kept = [there[one["by"], one["words"]] for one in written if one["acknowledged"]]
    unsure = [there[one["by"], one["words"]] for one in written if not one["acknowledged"]]
    known = {one["words"] for one in written}
    return {
        "acknowledged": len(kept),
        "found": sum(many > 0 for many in kept),
        "lost": kept.count(0),
        "doubled": sum(many > 1 for many in kept + unsure),
        "unsure": len(unsure),
        "unsure and there": sum(unsure),
        "words nobody sent": sum(body not in known for (_, body) in there if "Bericht" in body),
    }


def _thanks(sent: list[dict[str, Any]]) -> dict[str, Any]:
    from zwerm.activity.models import Entry
    from zwerm.reactions.models import Reaction

    kept = Counter(Reaction.objects.values_list("giver__name", "subject_id"))
    lines = Counter(Entry.objects.filter(verb="thanks.given").values_list("actor__name", "subject_id"))
    told = {(one["by"], one["about"]) for one in sent if one["kind"] == "thanks" and one["acknowledged"]}
    return {
        "thanks": len(told),
        "thanks lost": sum(kept[pair] != 1 for pair in told),
        "thanks without their one line": sum(lines[pair] != 1 for pair in kept.keys() | lines.keys()),
    }


def _invitations(sent: list[dict[str, Any]]) -> dict[str, Any]:
    from zwerm.activity.models import Delivery
    from zwerm.members.models import Invitation

    told = [one["words"] for one in sent if one["kind"] == "invitation" and one["acknowledged"]]
    kept = Counter(Invitation.objects.values_list("email", flat=True))
    keys = Counter(Delivery.objects.filter(state=Delivery.State.SENT).values_list("key", flat=True))
    posted = [keys[f"invitation:{number}"] for number in Invitation.objects.values_list("pk", flat=True)]
    return {
        "invitations": len(told),
        "invitations lost or doubled": sum(kept[address] != 1 for address in told),
        "invitations without their one delivery": sum(many != 1 for many in posted),
    }


def _whole() -> dict[str, Any]:
    """Nothing half: each post has its line, its HTML, its place in the topic; each picture its file."""
    from django.db.models import Max

    from zwerm.activity.models import Entry
    from zwerm.core import markdown
    from zwerm.discussions.models import Post, Topic
    from zwerm.media.models import Upload

    lines = Counter(Entry.objects.filter(verb="post.written").values_list("subject_id", flat=True))
    starts = Counter(Entry.objects.filter(verb="topic.started").values_list("subject_id", flat=True))
    replies = set(Post.objects.filter(number__gt=1).values_list("pk", flat=True))
    topics = {topic.pk: topic for topic in Topic.objects.annotate(highest=Max("posts__number"))}
    firsts = set(Post.objects.filter(number=1).values_list("topic", flat=True))
    uploads = list(Upload.objects.all())
    return {
        "entries": Entry.objects.count(),
        "posts without their one line": sum(lines[key] != 1 for key in replies | lines.keys()),
        "topics without their one line": sum(starts[key] != 1 for key in topics.keys() | starts.keys() | firsts),
        "half posts": sum(
            markdown.plain(markdown.render(post.body).html) != markdown.plain(post.html) for post in Post.objects.all()
        ),
        "topics miscounted": sum(
            not topic.last_number == topic.highest == topic.posts.count() == topic.last_post.number  # type: ignore[attr-defined]
            for topic in topics.values()
        ),
        "pictures": len(uploads),
        "pictures without a file": sum(
            not upload.file.storage.exists(str(upload.file)) or upload.file.size != upload.size for upload in uploads
        ),
    }


def _followed() -> dict[str, Any]:
    """What readers of the log have done: each line once, in the order of the log."""
    from django.db import connection
    from django.db.models import Max

    from zwerm.activity import readers
    from zwerm.activity.models import Entry
    from zwerm.groups.life import TALK
    from zwerm.groups.models import Group

    with connection.cursor() as sql:
        sql.execute("SELECT entry FROM scratch_read ORDER BY number")
        read = [row[0] for row in sql.fetchall()]
    talk = dict(Entry.objects.filter(verb__in=TALK).values_list("place_id").annotate(Max("at")))
    return {
        "lines read once and in order": read
        == list(Entry.objects.order_by("transaction", "pk").values_list("pk", flat=True)),
        "readers behind": sum(readers.behind(reader) for reader in readers.registered()),
        "groups whose last talk is wrong": sum(
            group.last_talk_at != talk.get(group.pk) for group in Group.objects.all()
        ),
    }


def _database() -> dict[str, Any]:
    from django.db import connection

    if connection.vendor != "sqlite":
        return {"database": "ok"}
    with connection.cursor() as sql:
        sql.execute("PRAGMA integrity_check")
        [(says,)] = sql.fetchall()
        sql.execute("PRAGMA foreign_key_check")
        return {"database": says if not sql.fetchall() else "foreign keys lead nowhere"}


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(json.dumps(reckon(json.loads(Path(sys.argv[1]).read_text()), copy="--copy" in sys.argv)))
