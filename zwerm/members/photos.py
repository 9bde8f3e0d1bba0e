"""A member's photo: made square and small, kept under a name that nobody guesses, the one before it thrown away."""

from __future__ import annotations

import secrets
from typing import IO

from django.core.files.base import ContentFile
from django.db import transaction

from zwerm.core import pictures
from zwerm.members.audiences import audience_of
from zwerm.members.models import Member


def show(member: Member, file: IO[bytes] | None, to: str = "") -> None:
    """Show this picture, or the one there is, to that audience, or to the one there was.

    Raises:
        pictures.NotAPicture: it cannot be shown; the message says why.
    """
    with transaction.atomic():
        if to and to != audience_of(member, "photo"):
            member.change_profile(field_audiences={**member.field_audiences, "photo": to})
        if file:
            hang(member, file)


def hang(member: Member, file: IO[bytes]) -> None:
    """Show this picture as the member's photo.

    Raises:
        pictures.NotAPicture: it cannot be shown; the message says why.
    """
    picture = pictures.square(file)
    before = member.photo.name
    name = member.photo.storage.save(
        f"photos/{secrets.token_urlsafe(12)}{picture.suffix}", ContentFile(picture.content)
    )
    with transaction.atomic():
        member.change_profile(photo=name)
        throw_away(member, before)


def take_down(member: Member) -> None:
    """Show no photo any more."""
    before = member.photo.name
    with transaction.atomic():
        member.change_profile(photo="")
        throw_away(member, before)


def throw_away(member: Member, name: str | None) -> None:
    """Remove the file once the change that no longer names it is certain."""
    storage = member.photo.storage
    if name:
        transaction.on_commit(lambda: storage.delete(name))
