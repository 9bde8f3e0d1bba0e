"""Dates as people say them: "today 14:20", "yesterday 14:20", "3 March 14:20", "3 March 2024"."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

DAY = timedelta(days=1)


class Clock:
    """Today, in the language and time zone of this moment: for a page that says many moments."""

    def __init__(self) -> None:
        self.language = get_language()
        self.zone = timezone.get_current_timezone()
        self.today = timezone.localdate()

    def tag(self, moment: datetime) -> SafeString:
        """A `<time>` that says `moment` (aware) to people, exactly on hover, and to machines."""
        local = moment.astimezone(self.zone)
        machines, whole, people = moment.isoformat(timespec="seconds"), self._exact(local), self._said(local)
        return SafeString(f'<time datetime="{machines}" title="{whole}">{people}</time>')

    def _said(self, local: datetime) -> str:
        on = local.date()
        if on == self.today:
            return pgettext("moment", "today %(clock)s") % {"clock": _clock(local)}
        if on == self.today - DAY:
            return pgettext("moment", "yesterday %(clock)s") % {"clock": _clock(local)}
        if on.year == self.today.year:
            return f"{_written(self.language, on, 'j F')} {_clock(local)}"
        return _written(self.language, on, "j F Y")

    def _exact(self, local: datetime) -> str:
        return f"{_written(self.language, local.date(), 'l j F Y')} {_clock(local)}"


def time_tag(moment: datetime) -> SafeString:
    """One moment, as `Clock.tag` says it."""
    return Clock().tag(moment)


def day(on: date) -> str:
    """A day as somebody says it today."""
    today = timezone.localdate()
    if on == today:
        return pgettext("day", "today")
    if on == today - DAY:
        return pgettext("day", "yesterday")
    return _written(get_language(), on, "j F" if on.year == today.year else "j F Y")


def _clock(local: datetime) -> str:
    return f"{local.hour:02}:{local.minute:02}"


@lru_cache(maxsize=4000)
def _written(_language: str | None, on: date, form: str) -> str:
    """A day in a form and a language: a page has many moments of few days."""
    return date_format(on, form)


def in_force(
    since: datetime, until: datetime | None, ended_at: datetime | None = None, at: datetime | None = None
) -> bool:
    """Whether a term that began, and may end or have been ended, holds at this moment, or held at another."""
    at = at or timezone.now()
    return since <= at and (until is None or until > at) and (ended_at is None or ended_at > at)
