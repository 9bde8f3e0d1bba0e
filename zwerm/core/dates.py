"""Dates as people say them: "today 14:20", "yesterday 14:20", "3 March 14:20", "3 March 2024"."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext


def said(moment: datetime) -> str:
    """How somebody would say `moment` (aware) today, in the current language and time zone."""
    return _said(timezone.localtime(moment), timezone.localdate())


def _said(local: datetime, today: date) -> str:
    clock = _clock(local)
    if local.date() == today:
        return pgettext("moment", "today %(clock)s") % {"clock": clock}
    if local.date() == today - timedelta(days=1):
        return pgettext("moment", "yesterday %(clock)s") % {"clock": clock}
    if local.year == today.year:
        return f"{_written(local.date(), 'j F')} {clock}"
    return _written(local.date(), "j F Y")


def day(on: date) -> str:
    """A day as somebody says it today."""
    today = timezone.localdate()
    if on == today:
        return pgettext("day", "today")
    if on == today - timedelta(days=1):
        return pgettext("day", "yesterday")
    return _written(on, "j F" if on.year == today.year else "j F Y")


def exact(moment: datetime) -> str:
    """The whole date and time, for who wants to know precisely."""
    return _exact(timezone.localtime(moment))


def _exact(local: datetime) -> str:
    return f"{_written(local.date(), 'l j F Y')} {_clock(local)}"


def _clock(local: datetime) -> str:
    return f"{local.hour:02}:{local.minute:02}"


def _written(on: date, form: str) -> str:
    return _day_in(get_language(), on, form)


@lru_cache(maxsize=4000)
def _day_in(_language: str | None, on: date, form: str) -> str:
    """A day in a form and a language: a page has many moments of few days."""
    return date_format(on, form)


def time_tag(moment: datetime) -> SafeString:
    """A `<time>` that says it to people, exactly on hover, and to machines."""
    local = timezone.localtime(moment)
    machines, whole, people = moment.isoformat(timespec="seconds"), _exact(local), _said(local, timezone.localdate())
    return mark_safe(f'<time datetime="{machines}" title="{whole}">{people}</time>')  # noqa: S308  our own words and numbers


def in_force(since: datetime, until: datetime | None, ended_at: datetime | None = None) -> bool:
    """Whether a term that began, and may end or have been ended, holds at this moment."""
    now = timezone.now()
    return since <= now and (until is None or until > now) and (ended_at is None or ended_at > now)
