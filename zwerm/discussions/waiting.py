"""Posts that wait before others read them: how who decides reads one, and what a decision does to it."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import pgettext_lazy

from zwerm.discussions import reporting
from zwerm.discussions.lately import lately
from zwerm.discussions.models import Held
from zwerm.discussions.models.words import as_read
from zwerm.discussions.reporting import NEAR, lines
from zwerm.members.models import Member
from zwerm.moderation.matters import Effect, Matter, Memo, Shown


def shown(held: Held) -> Shown:
    words, topic = as_read(held.title, held.html), held.topic
    if held.changes is not None:
        there = reporting.shown(held.changes)
        return replace(there, html=held.html, words=words, at=held.at, stands=held.changes.html, gone=False)
    if topic is None:
        return Shown(held.title, held.html, words, held.group.get_absolute_url(), held.at)
    before = reversed(topic.posts.order_by("-number")[:NEAR])
    address = f"{topic.get_absolute_url()}#answer"
    return Shown(topic.title, held.html, words, address, held.at, before=lines(before))


def _let_through(held: Held, by: Member) -> Memo:
    held.let_through(by=by)
    return {}


def _refuse(held: Held, by: Member) -> Memo:
    held.refuse(by=by)
    return {}


def _wait_again(held: Held, by: Member, memo: Memo) -> None:
    held.wait_again(by=by)


def _has_place(held: Held) -> bool:
    """The conversation may be gone meanwhile, or its author, or what is to be changed."""
    topic = held.changes.topic if held.changes else held.topic
    there = (topic is None or not topic.removed) and not (held.changes and held.changes.is_removed)
    return held.author.is_active and there


def _change_at(held: Held) -> str:
    if held.changes_id:
        return f"/posts/{held.changes_id}/source/"
    return f"/topics/{held.topic_id}/#answer" if held.topic_id else f"/groups/{held.group.slug}/topics/"


MATTER = Matter(
    "held",
    label=pgettext_lazy("what can be reported", "waiting post"),
    model=Held,
    author=lambda held: held.author,
    place=lambda held: held.group,
    shown=shown,
    change_at=_change_at,
    effects={"pass": Effect(_let_through, _wait_again, fits=_has_place), "refuse": Effect(_refuse, _wait_again)},
    joined=(
        "topic__group",
        "topic__author",
        "group",
        "author",
        "post__topic__group",
        "post__deletion",
        "reply_to__author",
        "changes__topic__group",
        "changes__author",
        "changes__deletion",
    ),
    waits=True,
    lately=lately,
)
