"""A post that is reported: how who decides reads it, and what a decision does to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from zwerm.discussions import moves
from zwerm.discussions.models import Post
from zwerm.discussions.models.words import as_read
from zwerm.groups.models import Group
from zwerm.members.models import Member
from zwerm.moderation.matters import Effect, Line, Matter, Memo, Shown, Written

#: So many posts before and after it are shown with it.
NEAR = 2


def shown(post: Post) -> Shown:
    topic = post.topic
    return Shown(
        title=topic.title,
        html=post.html,
        words=words_of(post),
        address=f"{topic.get_absolute_url()}?page={post.page}#{post.anchor}",
        at=post.created_at,
        before=lines(reversed(topic.posts.filter(number__lt=post.number).order_by("-number")[:NEAR])),
        after=lines(topic.posts.filter(number__gt=post.number).order_by("number")[:NEAR]),
        gone=post.is_removed and not post.deletion.hidden,
    )


def words_of(post: Post) -> str:
    return as_read(post.topic.title if post.number == 1 else "", post.html)


def _written(before: datetime, most: int, without: QuerySet[Any]) -> Iterator[Written]:
    stand = Post.objects.filter(deletion=None, created_at__lt=before).exclude(pk__in=without)
    for post in stand.select_related("topic", "author").order_by("-pk")[:most]:
        yield Written(words_of(post), post.author, post.created_at)


def lines(posts: Iterable[Post]) -> list[Line]:
    near = Post.objects.filter(pk__in=[post.pk for post in posts], deletion=None).select_related("author")
    return [Line(post.author.name, post.excerpt) for post in near.order_by("number")]


def _take_away(*, hidden: bool) -> Effect:
    def do(post: Post, by: Member) -> Memo:
        if post.is_removed:
            return {}
        was_solution = post.topic.solution_id == post.pk
        post.remove(by=by, hidden=hidden)
        return {"taken": True, "was_solution": was_solution}

    def undo(post: Post, by: Member, memo: Memo) -> None:
        if not memo.get("taken") or not post.is_removed:
            return
        post.restore(by=by)
        if memo["was_solution"] and post.topic.solution_id is None:
            post.topic.mark_solution(post, by=by)

    return Effect(do, undo)


def _to_section(section: str) -> Effect:
    def do(post: Post, by: Member) -> Memo:
        topic = post.topic
        memo = {"group": topic.group_id, "section": topic.section}
        moves.move(topic, topic.group, section, by=by)
        return memo

    def undo(post: Post, by: Member, memo: Memo) -> None:
        group = Group.objects.filter(pk=memo["group"]).first()
        if group is not None and post.topic.section == section:
            moves.move(post.topic, group, memo["section"], by=by)

    return Effect(do, undo, fits=lambda post: _can_move(post, section))


def _can_move(post: Post, section: str) -> bool:
    """A whole conversation moves, to a section that its group has."""
    return post.number == 1 and post.topic.section != section and post.topic.group.allows(section)


MATTER = Matter(
    "post",
    label=pgettext_lazy("what can be reported", "post"),
    model=Post,
    author=lambda post: post.author,
    place=lambda post: post.topic.group,
    shown=shown,
    change_at=lambda post: f"/posts/{post.pk}/source/",
    effects={
        "promotions": _to_section(Group.Section.PROMOTIONS),
        "jobs": _to_section(Group.Section.JOBS),
        "hide": _take_away(hidden=True),
        "remove": _take_away(hidden=False),
    },
    joined=("topic__group", "author", "deletion"),
    written=_written,
    changed_by=("post.edited",),
)
