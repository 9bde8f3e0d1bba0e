"""Who stands in which way to each post of a page: one look for all who read it, until the topic is another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from zwerm.activity import memory
from zwerm.discussions.models import Post, Topic
from zwerm.reactions.models import givers

_pages = memory.Shelf(most=2000)

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


class Page(NamedTuple):
    """The posts of a page, and everyone who wrote, removed or thanked for one of them."""

    posts: tuple[Stance, ...]
    anyone: frozenset[int]


def on_page(topic: Topic, page: int) -> Page:
    """The posts of a page: the same until the topic is another one."""
    return _pages.known((topic.pk, topic.version, page), [], lambda: _page(topic, page))


def _page(topic: Topic, page: int) -> Page:
    posts = tuple(_asked(topic, page))
    people = ({post.author, post.remover or post.author} | post.thanked | post.helped for post in posts)
    return Page(posts, frozenset().union(*people))


def _asked(topic: Topic, page: int) -> Iterator[Stance]:
    rows = list(Post.objects.on_page(topic, page).values_list(*ASKED))
    given: dict[tuple[int, str], set[int]] = defaultdict(set)
    for key, kind, giver in givers("discussions.post", [key for key, *_ in rows]):
        given[key, kind].add(giver)
    for key, number, author, name, deletion, remover in rows:
        thanked, helped = (frozenset(given[key, kind]) for kind in ("thanks", "helped"))
        yield Stance(key, number, author, name, deletion is not None, remover, thanked, helped)
