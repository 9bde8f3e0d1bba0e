"""Dates as people say them: "today 14:20", "yesterday 14:20", "3 March 14:20", "3 March 2024"."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import pgettext


def said(moment: datetime) -> str:
    """How somebody would say `moment` (aware) today, in the current language and time zone."""
    local = timezone.localtime(moment)
    today = timezone.localdate()
    clock = date_format(local, "H:i")
    if local.date() == today:
        return pgettext("moment", "today %(clock)s") % {"clock": clock}
    if local.date() == today - timedelta(days=1):
        return pgettext("moment", "yesterday %(clock)s") % {"clock": clock}
    if local.year == today.year:
        return f"{date_format(local, 'j F')} {clock}"
    return date_format(local, "j F Y")


def day(on: date) -> str:
    """A day as somebody says it today."""
    today = timezone.localdate()
    if on == today:
        return pgettext("day", "today")
    if on == today - timedelta(days=1):
        return pgettext("day", "yesterday")
    return date_format(on, "j F" if on.year == today.year else "j F Y")


def exact(moment: datetime) -> str:
    """The whole date and time, for who wants to know precisely."""
    return date_format(timezone.localtime(moment), "l j F Y H:i")


def time_tag(moment: datetime) -> SafeString:
    """A `<time>` that says it to people, exactly on hover, and to machines."""
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', moment.isoformat(timespec="seconds"), exact(moment), said(moment)
    )


def in_force(since: datetime, until: datetime | None, ended_at: datetime | None = None) -> bool:
    """Whether a term that began, and may end or have been ended, holds at this moment."""
    now = timezone.now()
    return since <= now and (until is None or until > now) and (ended_at is None or ended_at > now)
