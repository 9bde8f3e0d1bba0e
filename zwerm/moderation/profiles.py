"""A member's page can be reported too: their photo, their name, what they say of themselves."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.translation import pgettext_lazy

from zwerm.members.models import Member
from zwerm.moderation.matters import Matter, Shown


def shown(member: Member) -> Shown:
    said = "\n\n".join(text for text in (member.headline, member.helps_with, member.wants_to_learn) if text)
    html = render_to_string("moderation/parts/profile.html", {"member": member})
    gone = member.standing == Member.Standing.LEFT
    return Shown(
        member.name, html, f"{member.name}\n\n{said}".strip(), member.get_absolute_url(), member.joined_at, gone=gone
    )


MATTER = Matter(
    "profile",
    label=pgettext_lazy("what can be reported", "profile"),
    model=Member,
    author=lambda member: member,
    place=lambda member: None,
    shown=shown,
    change_at=lambda member: "/me/",
    changed_by=("profile.changed",),
)
