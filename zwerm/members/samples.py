"""Builders of people, for tests and the example community."""

from __future__ import annotations

from itertools import count
from typing import Any

from zwerm.members.models import Community, Member, Role

_numbers = count(1)


def make_member(name: str = "", **fields: Any) -> Member:
    """A member who can sign in; the handle and the address follow from the name."""
    name = name or f"Lid {next(_numbers)}"
    email = fields.pop("email", f"{name.lower().replace(' ', '.')}@example.org")
    return Member.objects.create_user(email, name=name, **fields)


def make_administrator(name: str = "Anna", **fields: Any) -> Member:
    member = make_member(name, **fields)
    Role.give(member, Role.Kind.ADMINISTRATOR, by=None)
    return member


def make_community(first: Member | None = None, **fields: Any) -> Community:
    """A community that talks Dutch and English; `first` is its first administrator, Anna when nobody is named."""
    chosen = {
        "name": "De Vakgenoten",
        "purpose": "Leren door je te verbinden en ervaringen uit te wisselen.",
        "audience": "Mensen die werken aan werk",
        "languages": ["nl", "en"],
        **fields,
    }
    return Community.found(first=first or make_member("Anna"), **chosen)
