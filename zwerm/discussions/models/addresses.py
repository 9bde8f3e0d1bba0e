"""Where a record of this room is, for who has its key and not the record."""

from __future__ import annotations


def post_page(key: int) -> str:
    """Leads to the post's place in its topic."""
    return f"/posts/{key}/"
