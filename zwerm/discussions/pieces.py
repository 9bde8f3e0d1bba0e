"""What of a conversation is somebody's own: the deeds under a post, where they were, which lines are new.

A piece depends on a handful of answers (is it mine, did I thank, may I moderate, ...), not on the post: it is rendered once for each
combination and language with a stand-in for the post's key, and the key is put in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language

from zwerm.core.bodies import KEY, hole_name
from zwerm.core.permissions import may
from zwerm.core.prepared import OfMany, Prepared
from zwerm.discussions import stances
from zwerm.discussions.models import Reading, Topic
from zwerm.discussions.stances import Stance
from zwerm.members.models import Block

if TYPE_CHECKING:
    from zwerm.members.models import Member

_empty_lines = re.compile(r"\n\s+")
_blocks = Prepared(
    lambda member: Block.objects.filter(Q(blocker=member) | Q(blocked=member)).values_list("blocker", "blocked")
)

#: Lines of a list whose readings are asked for at once.
AT_ONCE = 40
_readings = OfMany(
    "topics",
    AT_ONCE,
    lambda member, topics: Reading.objects.filter(member=member, topic__in=topics).values_list("topic", "number"),
)

#: Stands for the author's name; nobody writes these characters.
NAME = "\ue001\ue002"


class Answers(NamedTuple):
    """What the deeds under a post depend on."""

    language: str
    removed: bool
    #: Wrote the post, or removed it where it is removed.
    own: bool
    inside: bool
    open: bool
    moderates: bool
    thanked: bool
    helped: bool
    asked: bool
    may_solve: bool
    is_solution: bool
    is_first: bool
    may_thank: bool


#: Who keeps away whom.
Blocks = Sequence[tuple[int, int]]
#: A reader to whom no post of a page is special.
NOBODY = 0


def for_page(member: Member, topic: Topic, page: int, read_to: int | None) -> dict[str, str]:
    """The pieces of one page of a topic for `member`, by the name of the hole they fill.

    Args:
        read_to: the number of the last post they had read, or None when this is their first visit.
    """
    common = in_common(member, topic)
    return usual(topic, page, common) | own(member, topic, page, common, read_to)


def usual(topic: Topic, page: int, common: Answers) -> dict[str, str]:
    """The pieces for each reader who may do the same here, and to whom no post of the page is special."""
    return {hole_name("deeds", post.key): _deeds_of(post, topic, common) for post in stances.on_page(topic, page).posts}


def own(member: Member, topic: Topic, page: int, common: Answers, read_to: int | None) -> dict[str, str]:
    """Where the pieces for `member` are others than usual: what they wrote, removed or thanked for, blocks, where they were."""
    posts, anyone = stances.on_page(topic, page)
    blocks = member.known("blocks", lambda: tuple(_blocks(member=member.pk)))
    pieces = _for_whom(member.pk, blocks, posts, topic, common) if anyone & {member.pk, *chain(*blocks)} else {}
    for name, mark in _where_you_were(posts, read_to, common.language).items():
        pieces[name] = mark + pieces.get(name, "")
    return pieces


def _for_whom(me: int, blocks: Blocks, posts: Sequence[Stance], topic: Topic, common: Answers) -> dict[str, str]:
    """The pieces of somebody who has to do with posts of the page, or with who has."""
    kept_away = {blocked for _, blocked in blocks} - {me}
    keep_me_away = {blocker for blocker, _ in blocks} - {me}
    pieces: dict[str, str] = {}
    for post in posts:
        if me in (post.author, post.remover) or me in post.thanked or me in post.helped or post.author in keep_me_away:
            is_let_near = post.author not in keep_me_away
            pieces[hole_name("deeds", post.key)] = _deeds_of(post, topic, common, me, is_let_near=is_let_near)
        if post.author in kept_away:
            pieces[hole_name("before", post.key)] = _kept_away(common.language)
            pieces[hole_name("after", post.key)] = "</details>"
    return pieces


def _deeds_of(post: Stance, topic: Topic, common: Answers, me: int = NOBODY, *, is_let_near: bool = True) -> str:
    answers = common._replace(
        removed=post.removed,
        own=(post.remover if post.removed else post.author) == me,
        thanked=me in post.thanked,
        helped=me in post.helped,
        is_solution=topic.solution_id == post.key,
        is_first=post.number == 1,
        may_thank=common.inside and post.author != me and is_let_near,
    )
    return deeds(answers, post.key, post.name)


def in_common(member: Member, topic: Topic) -> Answers:
    """What holds for each post that a member finds in a topic."""
    moderates = may(member, "groups.moderate_group", topic.group)
    return Answers(
        language=get_language() or "",
        removed=False,
        own=False,
        inside=topic.group.has(member),
        open=not topic.is_closed and not topic.removed,
        moderates=moderates,
        thanked=False,
        helped=False,
        asked=topic.author_id == member.pk,
        may_solve=topic.is_question and (moderates or topic.author_id == member.pk),
        is_solution=False,
        is_first=False,
        may_thank=False,
    )


def _where_you_were(posts: Sequence[Stance], read_to: int | None, language: str) -> dict[str, str]:
    """The mark before the first post that was not read yet, unless that is the first of the page."""
    if not read_to or not posts or read_to >= posts[-1].number:
        return {}
    unread = [post.key for post in posts if post.number > read_to]
    if not unread or unread[0] == posts[0].key:
        return {}
    return {hole_name("before", unread[0]): _mark(language)}


def dots(member: Member, topics: Iterable[Topic]) -> dict[str, str]:
    """A dot for each line that holds something new for `member`: posts beyond their reading, or a topic they never opened."""
    numbers = {topic.pk: topic.last_number for topic in topics}
    read = _read_to(member.pk, list(numbers))
    return all_dots(key for key, number in numbers.items() if number > read.get(key, 0))


def all_dots(keys: Iterable[int]) -> dict[str, str]:
    """A dot for each of these conversations, which are known to hold something new."""
    dot = _dot(get_language() or "")
    return {hole_name("dot", key): dot for key in keys}


def _read_to(member: int, keys: list[int]) -> dict[int, int]:
    """How far somebody read in each of these conversations."""
    return dict(_readings(member=member, topics=keys))


def deeds(answers: Answers, key: int, name: str) -> str:
    """What somebody with these answers may do with the post of this key, by an author of this name."""
    piece = _deeds(answers).replace(str(KEY), str(key))
    return piece.replace(NAME, escape(name))


@lru_cache(maxsize=1024)
def _deeds(answers: Answers) -> str:
    answered = {**answers._asdict(), "key": KEY, "name": NAME}
    return _empty_lines.sub("\n", render_to_string("discussions/pieces/deeds.html", answered)).strip()


@lru_cache(maxsize=8)
def _mark(language: str) -> str:
    return render_to_string("discussions/pieces/you_were_here.html")


@lru_cache(maxsize=8)
def _dot(language: str) -> str:
    return render_to_string("discussions/pieces/dot.html")


@lru_cache(maxsize=8)
def _kept_away(language: str) -> str:
    return render_to_string("discussions/pieces/kept_away.html")
