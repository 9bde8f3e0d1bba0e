"""Who is let in where: the words in which a room writes down what every door answers to every person (law 4).

A room's `tests/knocks.py` holds `KNOCKS`, from route to expectation, in the order of its `urls.py`:

    KNOCKS = {
        "topics/<int:pk>/closure/": inside(pk="topic.pk", post="403 403 403 to", delete="403 403 403 to"),
    }

The words answer for the stranger, the outsider (a member, but not of this group), the member and the moderator of the group, and
the administrator; four words say that the administrator gets what the moderator gets, one that everybody gets the same. A word is
a status, or `in` (led to sign in) or `to` (led on after the deed). Methods that are not named answer 405 to everybody.
`inside` is for what stands in a group: when that group is hidden, who is not in it gets 404 at each of these doors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from operator import attrgetter
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.urls import URLResolver, get_resolver, reverse

from tools.install import ROOT

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
PERSONS = ("stranger", "outsider", "member", "moderator", "administrator")
#: Who is not in the hidden group, a place among the persons.
OUTSIDE = (0, 1, 4)

_argument = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Knock:
    """What one door answers: words by method, the names in the world for its address, what a form sends there."""

    words: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    data: Mapping[str, str] = field(default_factory=dict)
    #: Words for who is not in the hidden group: stranger, outsider, administrator. None where groups do not matter.
    shut: tuple[str, ...] | None = None

    def expected(self, method: str, person: int, *, hidden: bool) -> str:
        if method not in self.words:
            return "405"
        if hidden and self.shut and person in OUTSIDE:
            return self.shut[OUTSIDE.index(person)]
        return self.words[method][person]

    def address(self, route: str, world: object) -> str:
        """The address of the door for the records of this world; `pk="topic.pk"` names one, `kind="=thanks"` says it itself."""
        values = {
            name: one.removeprefix("=") if one.startswith("=") else str(attrgetter(one)(world))
            for name, one in self.names.items()
        }
        return "/" + _argument.sub(lambda found: values[found[1]], route)


def knock(*, data: Mapping[str, str] | None = None, shut: str = "", **given: str) -> Knock:
    """What a door answers: `get="200"`, `post="in 403 403 to"`; other names are the arguments of its address."""
    words = {name.upper(): _five(value) for name, value in given.items() if name.upper() in METHODS}
    names = {name: value for name, value in given.items() if name.upper() not in METHODS}
    return Knock(words, names, data or {}, tuple(shut.split()) or None)


def inside(**given: Any) -> Knock:
    """A door to something in a group."""
    return knock(**{"shut": "404 404 404", **given})


def _five(value: str) -> tuple[str, ...]:
    words = value.split()
    if len(words) not in (1, 4, 5):
        raise ValueError(f"{value!r} has one, four or five words")
    return tuple(words * 5 if len(words) == 1 else [*words, words[3]][:5])


def said(response: HttpResponse) -> str:
    """The word for an answer."""
    if response.status_code not in (301, 302, 303, 307, 308):
        return str(response.status_code)
    return "in" if urlsplit(response["Location"]).path == reverse("account_login") else "to"


def knocks_of(room: str) -> ModuleType | None:
    """The table of a room, with what it furnishes the world with."""
    there = (ROOT / "zwerm" / room / "tests" / "knocks.py").exists()
    return import_module(f"zwerm.{room}.tests.knocks") if there else None


def routes() -> dict[str, list[str]]:
    """Every route of the house, by the package whose `urls.py` names it: a room, or the sign-in library."""
    found: dict[str, list[str]] = {}
    for package, route in _routes(get_resolver(), "", ""):
        found.setdefault(package, []).append(route)
    return found


def _routes(resolver: URLResolver, before: str, outer: str) -> Iterator[tuple[str, str]]:
    package = getattr(resolver.urlconf_module, "__name__", outer).removeprefix("zwerm.").split(".")[0]
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from _routes(one, route, package)
        else:
            yield package, route
