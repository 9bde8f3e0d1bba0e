"""Where a record of this room is, for who has its address and not the record."""

from __future__ import annotations


def group_page(slug: str) -> str:
    return f"/groups/{slug}/"
