"""Handles: the short name by which one mentions somebody."""

from __future__ import annotations

import re

from django.apps import apps
from django.utils.text import slugify

LONGEST = 40
#: Words that stand in an address where a handle may stand.
RESERVED = frozenset({"mentions"})


def free_handle(name: str) -> str:
    """A handle that nobody has yet, from a person's name: `Carla de Boer` gives `carla-de-boer`, or `carla-de-boer-2`."""
    stem = re.sub(r"[^a-z0-9-]", "", slugify(name))[: LONGEST - 8].strip("-")
    stem = stem if len(stem) >= 3 else f"{stem}-lid".strip("-")
    taken = set(
        apps.get_model("members", "Member").objects.filter(handle__startswith=stem).values_list("handle", flat=True)
    )
    handle, number = stem, 1
    while handle in taken | RESERVED:
        number += 1
        handle = f"{stem}-{number}"
    return handle


def spellings(words: str) -> set[str]:
    """How a database may have written these words in small letters: SQLite makes only A to Z small, and leaves the É of Émile."""
    return {words.lower(), _ascii_lower(words), _ascii_lower(words.title())}


def _ascii_lower(words: str) -> str:
    return "".join(sign.lower() if sign.isascii() else sign for sign in words)
