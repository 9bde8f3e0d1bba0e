"""Marks: terms that nobody writes, by which the index knows where a document stands, for whom it is, and when it was said."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from zwerm.groups import frame
from zwerm.groups.models import Group

if TYPE_CHECKING:
    from datetime import datetime

PUBLIC, MEMBERS = "=cpublic", "=cmembers"
SOLVED, UNSOLVED = "=solved", "=unsolved"


def within(group: int) -> str:
    """For who is in this group."""
    return f"=w{group}"


def place(group: int) -> str:
    return f"=g{group}"


def section(name: str) -> str:
    return f"=s{name}"


def author(member: int) -> str:
    return f"=a{member}"


def kind(name: str) -> str:
    return f"=k{name}"


def field(name: str) -> str:
    """Made from this field of a profile, among others."""
    return f"=f{name.replace('_', '')}"


def circle_of(group: Group) -> str:
    """For whom what stands in `group` is."""
    circles: dict[str, str] = {Group.Visibility.PUBLIC: PUBLIC, Group.Visibility.MEMBERS: MEMBERS}
    return circles.get(group.visibility) or within(group.pk)


def places_of(group: Group) -> list[str]:
    """The group and those above it: who looks in a group looks in its subgroups too."""
    return [place(int(key)) for key in group.path.split("/") if key]


def circles_of(person: Any) -> tuple[str, ...]:
    """For whom a document may be so that `person` finds it. No query in most requests."""
    if not person.is_authenticated:
        return (PUBLIC,)
    return (PUBLIC, MEMBERS, *(within(group.pk) for group in frame.liveliest(person)))


def times_of(at: datetime) -> list[str]:
    return [f"=y{at.year}", f"=m{at.year}{at.month:02}"]


def times_between(first: date, last: date) -> tuple[str, ...]:
    """Every month from `first` to `last`; whole years as one."""
    return tuple(_times(first, last))


def _times(first: date, last: date) -> Iterator[str]:
    for year in range(first.year, last.year + 1):
        begin = first.month if year == first.year else 1
        end = last.month if year == last.year else 12
        if (begin, end) == (1, 12):
            yield f"=y{year}"
        else:
            yield from (f"=m{year}{month:02}" for month in range(begin, end + 1))
