"""Who stands in which way to each post of a page: one look for all who read it, until the topic is another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from zwerm.activity import memory
from zwerm.discussions.models import Post, Topic
from zwerm.reactions.models import givers

_posts = memory.Shelf(most=2000)

#: What is asked of each post of a page.
ASKED = ("pk", "number", "author_id", "author__name", "deletion", "deletion__by")


class Stance(NamedTuple):
    """A post, and who stands in which way to it: by their keys."""

    key: int
    number: int
    author: int
    name: str
    removed: bool
    remover: int | None
    thanked: frozenset[int] = frozenset()
    helped: frozenset[int] = frozenset()


def on_page(topic: Topic, page: int) -> tuple[Stance, ...]:
    """The posts of a page: the same until the topic is another one."""
    return _posts.known((topic.pk, topic.version, page), [], lambda: tuple(_asked(topic, page)))


def _asked(topic: Topic, page: int) -> Iterator[Stance]:
    rows = list(Post.objects.on_page(topic, page).values_list(*ASKED))
    given: dict[tuple[int, str], set[int]] = defaultdict(set)
    for key, kind, giver in givers("discussions.post", [key for key, *_ in rows]):
        given[key, kind].add(giver)
    for key, number, author, name, deletion, remover in rows:
        thanked, helped = (frozenset(given[key, kind]) for kind in ("thanks", "helped"))
        yield Stance(key, number, author, name, deletion is not None, remover, thanked, helped)
