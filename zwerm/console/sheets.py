"""Lists for a spreadsheet, in which no cell can turn out to be a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator

from django.db.models import Q
from django.utils.translation import pgettext

from zwerm.members import letters
from zwerm.members.models import Member
from zwerm.members.models.member import MemberScope, begins

#: A cell that begins so is calculated by a spreadsheet; a quote before it makes it text again.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_inside = re.compile(r"([;\n]\s*)(?=[=+@-])")


class _Line:
    """A file that hands on each line as it is written."""

    def write(self, line: str) -> str:
        return line


def members(query: str) -> MemberScope:
    """Everybody who can act, also who shows themselves to nobody, or whom `query` finds by name, handle or address."""
    people: MemberScope = Member.objects.people().select_related("role_type")
    if not query:
        return people
    by_name = begins("handle", query.lower()) | letters.in_name(query)
    found = people.filter(by_name | Q(email__icontains=query) if len(query) >= letters.RUN else by_name)
    return letters.narrowed(found, query, "email")


def register(members: Iterable[Member]) -> Iterator[str]:
    """The register as CSV, line by line; the mark at the start tells Excel that it is UTF-8."""
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(
        [
            pgettext("column of the register", "Name"),
            pgettext("column of the register", "Handle"),
            pgettext("column of the register", "Mail address"),
            pgettext("column of the register", "Organisation"),
            pgettext("column of the register", "Member since"),
        ]
    )
    for one in members:
        row = (one.name, one.handle, one.email or "", one.organisation, one.joined_at.date().isoformat())
        yield writer.writerow([safe(cell) for cell in row])


def safe(cell: str) -> str:
    """The text of a cell, so that a spreadsheet shows it and calculates nothing, also one that ends a cell at a semicolon."""
    inside = _inside.sub(r"\1'", cell)
    return f"'{inside}" if inside.startswith(FORMULA) else inside
