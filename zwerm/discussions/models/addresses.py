"""Where a record of this room is, for who has its key and not the record."""

from __future__ import annotations

from functools import lru_cache

from django.utils.text import slugify


def post_page(key: int) -> str:
    """Leads to the post's place in its topic."""
    return f"/posts/{key}/"


def topic_page(key: int, title: str, kind: str) -> str:
    return f"/topics/{key}/{topic_slug(title) or kind}/"


@lru_cache(maxsize=4096)
def topic_slug(title: str) -> str:
    """The words of a title in an address; none where it has only signs."""
    return slugify(title)[:60].strip("-")
