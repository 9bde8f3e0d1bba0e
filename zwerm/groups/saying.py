"""What pages say of a group, in whole sentences."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext

from zwerm.groups.models import Group, GroupRole


def readers(group: Group, community: str) -> str:
    """Who can read what is said in the group; `community` is the name of the community."""
    if group.visibility == Group.Visibility.PUBLIC:
        return gettext("Everyone can read this group, also without an account.")
    if group.visibility == Group.Visibility.MEMBERS:
        return gettext("All members of %(community)s can read this group.") % {"community": community}
    return gettext("Only the members of this group read it, and know that it exists.")


def joining(group: Group) -> str:
    """How somebody comes in."""
    if group.joining == Group.Joining.OPEN:
        return gettext("Anyone who sees this group can join.")
    if group.joining == Group.Joining.REQUEST:
        return gettext("New members ask first; an owner or moderator answers.")
    return gettext("Members come in by invitation of an owner or moderator.")


def alive(group: Group) -> str:
    """How much life there is in the group, in words."""
    if group.sleeps:
        return pgettext("how alive a group is", "Asleep since %(month)s") % {
            "month": month(group.last_talk_at or group.created_at)
        }
    if group.last_talk_at is None:
        return gettext("New: nobody has spoken here yet")
    silence = timezone.now() - group.last_talk_at
    if silence < timedelta(days=1):
        return gettext("People are talking here today")
    if silence < timedelta(days=7):
        return gettext("People talked here this week")
    return pgettext("how alive a group is", "Quiet since %(day)s") % {
        "day": date_format(timezone.localtime(group.last_talk_at), "j F")
    }


def month(moment: datetime) -> str:
    """`December`, or `December 2027` when that is another year."""
    local = timezone.localtime(moment)
    return date_format(local, "F" if local.year == timezone.localdate().year else "F Y")


def role(role: GroupRole, *, linked: bool = True) -> SafeString:
    """Who keeps the group, as what and for how long: `Carla leads this group until December.`"""
    name: str | SafeString = role.member.name
    if linked:
        name = format_html('<a class="who" href="{}">{}</a>', role.member.get_absolute_url(), role.member.name)
    return format_html(_sentence(role), name=name, month=month(role.until) if role.until else "")


def _sentence(role: GroupRole) -> str:
    if role.kind == GroupRole.Kind.MODERATOR:
        if role.until is None:
            return pgettext("{name} is a person, with a link", "{name} moderates.")
        return pgettext("{name} is a person, with a link", "{name} moderates until {month}.")
    if role.until is None:
        return pgettext("{name} is a person, with a link", "{name} leads this group.")
    if role.is_overdue:
        return gettext("{name} led this group until {month}, and stays until somebody takes over.")
    return pgettext("{name} is a person, with a link", "{name} leads this group until {month}.")
