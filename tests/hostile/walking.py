"""Walking through the site as everybody in the world does, and finding every form there is: a new one cannot be forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import unescape
from urllib.parse import parse_qsl, urljoin, urlsplit

from bs4 import BeautifulSoup
from bs4.element import Tag
from django.urls import Resolver404, resolve

from tests.laws.floors import FLOORS
from tests.laws.knocking import knocks_of
from tests.laws.world import World

#: Pages of one kind that are opened for each person: the second may hold a form that the first does not.
OF_A_KIND = 2
#: Fields that nobody types in.
TOKEN = "csrfmiddlewaretoken"
#: The page that shows the parts of the look; its forms lead nowhere.
SHOWCASE = "/console/parts/"
_sign = re.compile(r'(?:action|name|method)="[^"]*"')
_link = re.compile(r'<a [^>]*href="([^"#]+)')
TYPED = frozenset({"text", "search", "email", "url", "tel", "password", "textarea"})


@dataclass(frozen=True)
class Field:
    """One field of a form, with what stands in it when nobody has typed."""

    name: str
    kind: str
    value: str = ""
    longest: int | None = None


@dataclass(frozen=True)
class Form:
    """A form as it stands on a page, and who met it there."""

    person: int
    page: str
    action: str
    method: str
    fields: tuple[Field, ...] = field(default=())
    #: What its button says, such as `kind=hide`.
    button: str = ""

    @property
    def name(self) -> str:
        """The route and the verb: the same form on two pages has one name."""
        verb = next((one.value for one in self.fields if one.name == "_method"), self.method)
        return f"{verb} /{route_of(self.action)}"

    @property
    def key(self) -> tuple[str, str, tuple[str, ...]]:
        return self.name, self.button, tuple(sorted({one.name for one in self.fields}))

    @property
    def typed(self) -> list[Field]:
        return [one for one in self.fields if one.kind in TYPED]

    def filled(self) -> dict[str, list[str]]:
        """What the form sends when nobody has typed."""
        sent: dict[str, list[str]] = {}
        for one in self.fields:
            sent.setdefault(one.name, []).append(one.value)
        return sent


def route_of(address: str) -> str:
    """The route of an address, such as `topics/<int:pk>/`."""
    return str(resolve(urlsplit(address).path).route)


def walk(world: World) -> list[Form]:
    """Every form that anybody in the world meets, each once for each person."""
    found: dict[tuple[object, ...], Form] = {}
    for person in range(len(world.clients)):
        read = set[frozenset[str]]()
        for page, html in _pages(world, person):
            signs = frozenset([route_of(page), *_sign.findall(re.sub(r"\d+", "", html))])
            if signs not in read and not page.startswith(SHOWCASE):
                read.add(signs)
                for form in forms_on(page, html, person):
                    found.setdefault((person, *form.key), form)
    return list(found.values())


def once_each(forms: list[Form]) -> list[Form]:
    """Each form once, met by whoever has most to do with it: the first who finds the most fields filled in."""
    chosen: dict[object, Form] = {}
    for form in forms:
        chosen.setdefault(form.key, form)
    return list(chosen.values())


def _pages(world: World, person: int) -> Iterator[tuple[str, str]]:
    """The pages that somebody can open: those of every room, and what they lead to."""
    waiting, opened, kinds = _addresses(world), set[str](), dict[tuple[str, str], int]()
    while waiting:
        address = waiting.pop(0)
        kind = _kind(address)
        if address in opened or kind is None or kinds.get(kind, 0) >= OF_A_KIND:
            continue
        opened.add(address)
        kinds[kind] = kinds.get(kind, 0) + 1
        answer = world.clients[person].get(address, follow=True)
        html = answer.headers.get("Content-Type", "").startswith("text/html")
        if answer.status_code == 200 and html:
            page = answer.redirect_chain[-1][0] if answer.redirect_chain else address
            yield page, answer.text
            waiting += [urljoin(page, unescape(link)) for link in _link.findall(answer.text)]


def _addresses(world: World) -> list[str]:
    rooms = [module.KNOCKS for room in FLOORS if (module := knocks_of(room))]
    listed = [one.address(route, world) for known in rooms for route, one in known.items() if "GET" in one.words]
    return ["/", "/account/email/", "/account/2fa/", "/account/password/reset/", "/account/signup/", *listed]


def _kind(address: str) -> tuple[str, str] | None:
    """What makes a page another one: its route, and the names in its query."""
    parts = urlsplit(address)
    try:
        route = route_of(address)
    except Resolver404:
        return None
    asks_to_leave = parts.scheme not in ("", "http") or parts.netloc not in ("", "testserver")
    return None if asks_to_leave else (route, " ".join(sorted(name for name, _ in parse_qsl(parts.query))))


def forms_on(page: str, html: str, person: int = 0) -> Iterator[Form]:
    """The forms of a page; the buttons that lend themselves a form from elsewhere are forms too."""
    soup = BeautifulSoup(html, "lxml")
    for form in soup("form"):
        if form.get("method") == "dialog":
            continue
        outside = soup.select(f'[form="{form["id"]}"]') if form.get("id") else []
        own = [*_fields(form), *(one for tag in outside for one in _fields(tag, itself=True))]
        action = urljoin(page, str(form.get("action") or page))
        whole = Form(person, page, action, str(form.get("method", "get")).upper(), tuple(own))
        buttons = [tag for tag in (*form("button"), *outside) if tag.name == "button" and tag.get("type") != "button"]
        for button in buttons or [Tag(name="button")]:
            yield _by_button(whole, button)


def _by_button(form: Form, button: Tag) -> Form:
    """What this button sends: its own word, to its own address."""
    action = urljoin(form.page, str(button.get("formaction") or form.action))
    named = [Field(str(button["name"]), "hidden", str(button.get("value", "")))] if button.get("name") else []
    says = "".join(f"{one.name}={one.value}" for one in named if not one.value.isdecimal())
    return replace(form, action=action, fields=(*form.fields, *named), button=says)


def _fields(within: Tag, *, itself: bool = False) -> Iterator[Field]:
    tags = [within] if itself else within(["input", "textarea", "select"])
    for tag in tags:
        if tag.name in ("input", "textarea", "select") and tag.get("name") and tag["name"] != TOKEN:
            yield from _field(tag)


def _field(tag: Tag) -> Iterator[Field]:
    name, longest = str(tag["name"]), str(tag.get("maxlength", ""))
    most = int(longest) if longest.isdecimal() else None
    if tag.name == "textarea":
        yield Field(name, "textarea", tag.get_text().removeprefix("\n"), most)
    elif tag.name == "select":
        options = [option for option in tag("option") if option.has_attr("selected")] or tag("option")[:1]
        yield from (Field(name, "choice", str(option.get("value", ""))) for option in options)
    elif tag.get("type") in ("checkbox", "radio"):
        if tag.has_attr("checked"):
            yield Field(name, "choice", str(tag.get("value", "on")))
    elif tag.get("type") != "file":
        yield Field(name, str(tag.get("type", "text")), str(tag.get("value", "")), most)
