"""Founding the community, with its first administrator."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from zwerm.home import start_code
from zwerm.members.models import Community, Member


def found(*, name: str, email: str, password: str, language: str, community: dict[str, Any]) -> Member:
    """Make the first member and the community; the member's address counts as proven, for they keep this server.

    Args:
        name, email, password: of the first administrator.
        language: the one in which they filled in the page.
        community: what the community is: `name`, `purpose`, `audience`, `languages`, `joining`.

    Raises:
        AlreadyFounded: somebody else was first.
    """
    with transaction.atomic():
        if Community.objects.select_for_update().exists():
            raise AlreadyFounded
        first = Member.objects.create_user(email, password, name=name, language=language)
        Community.found(first=first, **community)
    start_code.forget()
    return first


class AlreadyFounded(RuntimeError):
    """There is a community here."""
