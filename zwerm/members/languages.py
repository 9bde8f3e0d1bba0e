"""In which language somebody is written to, where no browser says it."""

from __future__ import annotations

from django.conf import settings

from zwerm.members.models import Community, Member


def language_of(member: Member) -> str:
    """The member's own choice, or the community's first language."""
    if member.language:
        return member.language
    community = Community.current()
    return community.language if community else str(settings.LANGUAGE_CODE)
