"""Every kind of page the house has: derived from the tables of law 4, so that a new page cannot be left out.

A scene is one kind of page before one person. Who is let in, and what is no page at all, is asked of the server itself. What cannot
be reached by its address alone is walked to (`walks.py`), and what shows no page is named here with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client

from tests.laws.knocking import PERSONS, Knock, routes
from tests.laws.test_law_04_doors import EXEMPT, every_knock, plain
from tests.laws.world import World

#: Before whom a page is looked at; the author where nobody else is let in.
PEOPLE = ("stranger", "member", "administrator")
ELSE = ("moderator", "author")

#: Addresses that answer GET without a page of their own, to anybody.
NO_PAGE = {
    "health": "a word for machines",
    "feeds/<str:secret>/": "notices, for a feed reader",
    "notices/<int:pk>/": "leads to what a notice tells of",
    "manifest.webmanifest": "the name and the signs, for the device",
    "sw.js": "a script, for the browser",
    "changes/": "what is new, for a page that is open",
    "members/mentions/": "names, for the editor",
    "search/suggestions/": "titles and names, for the field in which one types",
    "members/<int:pk>/photo/<slug:version>/": "a picture",
    "media/<int:pk>/<str:name>": "a picture or file",
    "console/members.csv": "a sheet to take along",
    "topics/similar/": "what was asked before, for the page on which one writes",
    "topics/<int:pk>/": "leads to the address with the title in it",
    "topics/<int:pk>/posts/": "the newest posts, for a page that is open",
    "topics/<int:pk>/unread/": "leads to the first new post",
    "posts/<int:pk>/": "leads to the post in its conversation",
    "account/password/reset/complete/": "of a way by link that is not used: a code comes by mail",
    "account/2fa/recovery-codes/download/": "a text file",
    "account/2fa/webauthn/login/": "a question for the browser, as data",
}


HOME = "(the first page)"


@dataclass(frozen=True)
class Scene:
    kind: str
    person: str
    address: str
    #: What was sent there, and not accepted; None for a page that is read.
    sent: dict[str, str] | None = None


def member_named(world: World, person: str) -> Any:
    return getattr(world, person, None)


def scenes(world: World) -> Iterator[Scene]:
    """What each address shows to whom, in this world."""
    clients = {person: client_of(member_named(world, person)) for person in (*PEOPLE, *ELSE)}
    for route, door in doors().items():
        if route in NO_PAGE:
            continue
        address = door.address(plain(route), world)
        found = [person for person in PEOPLE if _shows(clients[person], address)]
        found = found or [person for person in ELSE if _shows(clients[person], address)][:1]
        for person in found:
            yield Scene(route or HOME, person, address)


def mistakes(world: World) -> Iterator[Scene]:
    """Each form as it comes back when it was sent empty."""
    for route, door in every_knock().items():
        for method in sorted({"POST", "PUT"} & set(door.words)):
            refused = [PERSONS[number] for number, word in enumerate(door.words[method]) if word == "422"]
            if refused:
                address = door.address(route, world)
                yield Scene(f"{route}, sent with mistakes", refused[-1], address, {**door.data, "_method": method})


def doors() -> dict[str, Knock]:
    """Every route that answers GET; the sign-in library's too."""
    library = Knock({}, {"key": "=abc", "uidb36": "=1", "pk": "=1"})
    ours = {route: door for route, door in every_knock().items() if "GET" in door.words}
    return ours | dict.fromkeys(routes()[EXEMPT], library)


def forgotten(seen: set[str]) -> list[str]:
    """The addresses that nobody looked at, and that are not said to have no page."""
    return sorted(route or HOME for route in doors() if (route or HOME) not in seen and route not in NO_PAGE)


def client_of(member: Any) -> Client:
    """The test client of a member; of a stranger when there is none."""
    client = Client()
    if member is not None:
        client.force_login(member)
    return client


def _shows(client: Client, address: str) -> bool:
    answer = client.get(address)
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
