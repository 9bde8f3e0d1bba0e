"""Slugs: the name of a group in an address."""

from __future__ import annotations

from django.apps import apps
from django.utils.text import slugify

#: Words that stand where a slug would, in the addresses of groups.
RESERVED = frozenset({"new", "start", "mine", "all"})


def free_slug(name: str) -> str:
    """An address that no group has yet, from a name: `Leiderschap & zo` gives `leiderschap-zo`."""
    stem = slugify(name)[:50].strip("-") or "group"
    taken = set(apps.get_model("groups", "Group").objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken or slug in RESERVED:
        number += 1
        slug = f"{stem}-{number}"
    return slug
