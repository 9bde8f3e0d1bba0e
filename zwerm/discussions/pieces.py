"""What of a conversation is somebody's own: the deeds under a post, where they were, which lines are new.

A piece depends on a handful of answers (is it mine, did I thank, may I moderate, ...), not on the post: it is rendered once for each
combination and language with a stand-in for the post's key, and the key is put in its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Q
from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import get_language

from zwerm.activity import memory
from zwerm.core.bodies import hole_name
from zwerm.core.permissions import may
from zwerm.core.prepared import Prepared
from zwerm.discussions.models import Post, Reading, Topic
from zwerm.discussions.models.post import PAGE
from zwerm.members.models import Block
from zwerm.reactions.models import given_by

if TYPE_CHECKING:
    from zwerm.members.models import Member

_empty_lines = re.compile(r"\n\s+")
_posts = memory.Shelf(most=2000)
_blocks = Prepared(
    lambda member: Block.objects.filter(Q(blocker=member) | Q(blocked=member)).values_list("blocker", "blocked")
)
_given = Prepared(lambda member, keys: given_by(member, "discussions.post", keys), many={"keys": PAGE})

#: Stands for the post's key while a piece is rendered; no real one is that high.
KEY = 9_100_000_000_000_000_001
#: Stands for the author's name; nobody writes these characters.
NAME = "\ue001\ue002"
#: What is asked of each post of a page.
ASKED = ("pk", "number", "author_id", "deletion", "deletion__by", "author__name")


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


def for_page(member: Member, topic: Topic, page: int, read_to: int | None) -> dict[str, str]:
    """The pieces of one page of a topic for `member`, by the name of the hole they fill.

    Args:
        read_to: the number of the last post they had read, or None when this is their first visit.
    """
    posts = _posts.known((topic.pk, topic.version, page), [], lambda: _posts_on(topic, page))
    given = set(_given(member=member.pk, keys=[key for key, *_ in posts]))
    blocks = member.known("blocks", lambda: tuple(_blocks(member=member.pk)))
    kept_away = {blocked for _, blocked in blocks} - {member.pk}
    keep_me_away = {blocker for blocker, _ in blocks} - {member.pk}
    common = _common(member, topic)
    pieces: dict[str, str] = {}
    for key, number, author, deletion, remover, name in posts:
        answers = common._replace(
            removed=deletion is not None,
            own=(author if deletion is None else remover) == member.pk,
            thanked=(key, "thanks") in given,
            helped=(key, "helped") in given,
            is_solution=topic.solution_id == key,
            is_first=number == 1,
            may_thank=common.inside and author != member.pk and author not in keep_me_away,
        )
        pieces[hole_name("deeds", key)] = deeds(answers, key, name)
        if author in kept_away:
            pieces[hole_name("before", key)] = _kept_away(answers.language)
            pieces[hole_name("after", key)] = "</details>"
    for name, mark in _where_you_were([(key, number) for key, number, *_ in posts], read_to, common.language).items():
        pieces[name] = mark + pieces.get(name, "")
    return pieces


def _posts_on(topic: Topic, page: int) -> tuple[tuple[Any, ...], ...]:
    """Key, number, author, deletion, who did that, and the author's name, of each post on the page."""
    return tuple(Post.objects.on_page(topic, page).values_list(*ASKED))


def _common(member: Member, topic: Topic) -> Answers:
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


def _where_you_were(posts: Sequence[tuple[int, int]], read_to: int | None, language: str) -> dict[str, str]:
    """The mark before the first post that was not read yet, unless that is the first of the page."""
    unread = [key for key, number in posts if read_to and number > read_to]
    if not unread or unread[0] == posts[0][0]:
        return {}
    return {hole_name("before", unread[0]): _mark(language)}


def dots(member: Member, topics: Iterable[Topic]) -> dict[str, str]:
    """A dot for each line that holds something new for `member`: posts beyond their reading, or a topic they never opened."""
    numbers = {topic.pk: topic.last_number for topic in topics}
    read = dict(Reading.objects.filter(member=member, topic__in=numbers).values_list("topic", "number"))
    dot = _dot(get_language() or "")
    return {hole_name("dot", key): dot for key, number in numbers.items() if number > read.get(key, 0)}


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
