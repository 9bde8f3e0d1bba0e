"""Filters in words: `in:intervision from:carla kind:question after:2026-03 solved:yes`, in English and in Dutch."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zwerm.groups.models import Group
from zwerm.members.models import Member
from zwerm.search import marks
from zwerm.search.language.words import words as words_of
from zwerm.search.spoken import KINDS, ME, NAMES, NO, SECTIONS, YES

_filter = re.compile(r'(?<![\w:])(\w+):("[^"]*"|“[^”]*”|[^\s"“”]+)')

#: What else looks like a filter is words: each one costs a question, and where nothing is found one without it.
MOST = 6
#: Nothing here is older; of what is asked for before it no years are counted.
FIRST = date(1990, 1, 1)

_date = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_date_of_people = re.compile(r"(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})")


@dataclass(frozen=True)
class Filter:
    """One filter, as it was written, and what it came to."""

    said: str
    label: str = ""
    #: Of these marks a document has at least one.
    marks: tuple[str, ...] = ()
    since: date | None = None
    before: date | None = None
    #: Why it is no filter, and what to do.
    problem: str = ""

    def holds(self, at: datetime) -> bool:
        """Whether what was said at this moment is among what is looked for."""
        day = timezone.localdate(at)
        return (self.since is None or day >= self.since) and (self.before is None or day < self.before)


@dataclass(frozen=True)
class Query:
    """What somebody typed: words, and filters that narrow where to look."""

    said: str
    words: str
    filters: tuple[Filter, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.words or self.narrowing)

    @property
    def narrowing(self) -> list[Filter]:
        return [one for one in self.filters if not one.problem]

    @property
    def problems(self) -> list[Filter]:
        return [one for one in self.filters if one.problem]

    def without(self, one: Filter) -> str:
        """What remains to be asked without this filter."""
        return " ".join(self.said.replace(one.said, " ", 1).split())

    def saying(self, words: str) -> str:
        """The same filters with other words."""
        return " ".join([words, *(one.said for one in self.filters)])


def read(said: str, person: Any) -> Query:
    """What `person` asks with these words."""
    said = " ".join(said.split())
    found = [one for one in _filter.finditer(said) if one[1].lower() in NAMES][:MOST]
    words = said
    for one in found:
        words = words.replace(one[0], " ", 1)
    filters = tuple(_read(one[0], NAMES[one[1].lower()], one[2].strip('"“”'), person) for one in found)
    words = " ".join(words.split())
    if words and not words_of(words):
        return Query(said, "", (*filters, _no_words(words)))
    return Query(said, words, filters)


def _no_words(said: str) -> Filter:
    """Signs alone are no question; without this word about it, they would find everything."""
    problem = _("“%(said)s” has no letters or digits to look for. Try a word that says the same.")
    return Filter(said, problem=problem % {"said": said})


def _read(said: str, name: str, value: str, person: Any) -> Filter:
    return READERS[name](said, value.strip(), person)


def _in(said: str, value: str, person: Any) -> Filter:
    section = SECTIONS.get(value.lower())
    if section:
        return Filter(said, str(Group.Section(section).label), (marks.section(section),))
    groups = Group.objects.visible_to(person)
    found = groups.filter(slug=value.lower()).first() or groups.filter(name__istartswith=value).first()
    if found is None:
        return Filter(
            said,
            problem=_("There is no group “%(name)s” that you can see: the list of groups has their names.")
            % {"name": value},
        )
    return Filter(said, pgettext("filter of a search", "in %(name)s") % {"name": found.name}, (marks.place(found.pk),))


def _from(said: str, value: str, person: Any) -> Filter:
    if value.lower() in ME and person.is_authenticated:
        return Filter(said, pgettext("filter of a search", "from me"), (marks.author(person.pk),))
    known = Member.objects.visible_to(person).called(value.lstrip("@"))[:6]
    people = sorted(known, key=lambda one: value.lower() not in (one.handle, one.name.lower()))
    if not people:
        return Filter(said, problem=_("There is nobody called “%(name)s” whose page you can open.") % {"name": value})
    exact = people[:1] if value.lower().lstrip("@") == people[0].handle else people
    names = pgettext("between names", " or ").join(one.name for one in exact)
    label = pgettext("filter of a search", "from %(name)s") % {"name": names}
    return Filter(said, label, tuple(marks.author(one.pk) for one in exact))


def _kind(said: str, value: str, person: Any) -> Filter:
    kind = KINDS.get(value.lower())
    if kind is None:
        return Filter(
            said,
            problem=_("“%(said)s” is no kind. Choose from: question, blog, announcement, discussion, person, group.")
            % {"said": value},
        )
    return Filter(said, kind_label(kind), (marks.kind(kind),))


def kind_label(kind: str) -> str:
    return {
        "question": pgettext("filter of a search", "questions"),
        "blog": pgettext("filter of a search", "blogs"),
        "announcement": pgettext("filter of a search", "announcements"),
        "discussion": pgettext("filter of a search", "discussions"),
        "person": pgettext("filter of a search", "people"),
        "group": pgettext("filter of a search", "groups"),
    }[kind]


def _solved(said: str, value: str, person: Any) -> Filter:
    if value.lower() in YES:
        return Filter(said, pgettext("filter of a search", "solved"), (marks.SOLVED,))
    if value.lower() in NO:
        return Filter(said, pgettext("filter of a search", "not solved"), (marks.UNSOLVED,))
    return Filter(said, problem=_("Write solved:yes or solved:no."))


def _after(said: str, value: str, person: Any) -> Filter:
    day = _day(value)
    if day is None:
        return _no_date(said, value)
    label = pgettext("filter of a search", "from %(date)s on") % {"date": value}
    return Filter(said, label, marks.times_between(max(day, FIRST), _next_year()), since=day)


def _before(said: str, value: str, person: Any) -> Filter:
    day = _day(value)
    if day is None:
        return _no_date(said, value)
    label = pgettext("filter of a search", "before %(date)s") % {"date": value}
    return Filter(said, label, marks.times_between(FIRST, min(day, _next_year())), before=day)


def _no_date(said: str, value: str) -> Filter:
    return Filter(
        said,
        problem=_("“%(said)s” is no date. Write a year, a month or a day: 2026, 2026-03 or 2026-03-15.")
        % {"said": value},
    )


def _next_year() -> date:
    return date.today() + timedelta(days=366)  # noqa: DTZ011 a whole year more than needed


def _day(value: str) -> date | None:
    found = _date.fullmatch(value) or _date_of_people.fullmatch(value)
    try:
        return date(*(int(found[part] or 1) for part in ("year", "month", "day"))) if found else None
    except ValueError:
        return None


READERS: dict[str, Callable[[str, str, Any], Filter]] = {
    "in": _in, "from": _from, "kind": _kind, "after": _after, "before": _before, "solved": _solved,
}  # fmt: skip
