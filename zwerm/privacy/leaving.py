"""Leaving: the person goes, and what others were part of stays under "former member".

One transaction. First the rooms hand over what may not stay without an owner, then each row about the member meets the fate that
its room declared, and at last the member's own row keeps nothing but a number.
"""

from __future__ import annotations

from django.db import models, transaction
from django.utils import translation
from django.utils.translation import pgettext

from zwerm.activity import log
from zwerm.core import personal
from zwerm.core.personal import Fate
from zwerm.members.models import Community, Member


def leave(member: Member, *, words: bool) -> None:
    """Take `member` out of the community.

    Args:
        words: whether the text of what they wrote stays, under "former member".

    Raises:
        members.LastAdministrator: nobody else keeps the community; somebody is asked first.
    """
    with transaction.atomic():
        personal.hand_over(member)
        if not words:
            personal.take_words(member)
        for declaration in personal.declared():
            for key, fate in declaration.fates.items():
                _meet(fate, declaration.model._base_manager.filter(**{key: member}), key)
        _forget(member)
        log.record("member.left", actor=member, subject=member)


def _meet(fate: Fate, rows: models.QuerySet[models.Model], key: str) -> None:
    if fate is Fate.DELETE:
        rows.delete()
    elif fate is Fate.UNLINK:
        rows.update(**{key: None})


def _forget(member: Member) -> None:
    """Set every column of the member's row to what it is for somebody of whom nothing is known."""
    kept = {"id", "joined_at", "name_key"}
    for field in member._meta.local_concrete_fields:
        if field.name not in kept:
            setattr(member, field.attname, None if field.null else field.get_default())
    community = Community.current()
    with translation.override(community.language if community else None):
        member.name = pgettext("name of somebody who left", "Former member")
    member.handle = f"former-{member.pk}"
    member.standing, member.is_active = Member.Standing.LEFT, False
    member.set_unusable_password()
    member.save()
