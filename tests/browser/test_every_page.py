"""axe, and what axe cannot see, on every kind of page the house has.

Every run looks at each kind once, by turns wide and narrow, light and dark, Dutch and English. `bin/test --all-pages` looks at each
before every kind of person, in both languages, on both screens, by both lights, and prints how often that was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import resolve

from tests.browser.kinds import Scene, client_of, doors, forgotten, member_named, mistakes, scenes
from tests.browser.looking import EVERY_LOOK, Look, barriers
from tests.browser.visitor import Visitor
from tests.browser.walks import WALKS, furnish
from tests.laws.floors import FLOORS
from tests.laws.knocking import knocks_of
from tests.laws.test_law_04_doors import plain
from tests.laws.world import World
from zwerm.home import start_code

pytestmark = pytest.mark.django_db(transaction=True)

Come = Callable[..., Visitor]
LANGUAGES = ("nl", "en")


@pytest.fixture
def world(transactional_db: None, settings: Any, tmp_path: Path) -> World:
    """The world of the laws, furnished by every room, and some more."""
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": store}
    world = World(hidden=False)
    for room in FLOORS:
        getattr(knocks_of(room), "furnish", lambda world: None)(world)
    furnish(world)
    return world


class Gallery:
    """The visitors of this world, each with a browser in a language; what was looked at, and what was found."""

    def __init__(self, come: Come, world: World) -> None:
        self.come, self.world = come, world
        self.browsers: dict[tuple[str, str], Visitor] = {}
        self.looks: dict[str, int] = defaultdict(int)
        self.found: list[str] = []

    def look(self, scene: Scene, language: str, looks: list[Look]) -> None:
        visitor = self.visitor(scene.person, language)
        visitor.page.set_viewport_size(looks[0][0])
        if scene.sent:
            answer = client_of(member_named(self.world, scene.person)).post(scene.address, scene.sent)
            visitor.show(answer.content.decode())
        elif scene.address:
            visitor.open(scene.address)
        else:
            WALKS[scene.kind][1](visitor, self.world)
        if scene.kind in doors():
            assert plain(arrived(visitor)) == plain(scene.kind), "somebody was led elsewhere"
        self.looks[scene.kind] += len(looks)
        where = f"{scene.kind}, {scene.person}, {language}"
        self.found += [f"{where}, {barrier}" for barrier in barriers(visitor.page, looks)]

    def visitor(self, person: str, language: str) -> Visitor:
        member = member_named(self.world, person)
        if person == "stranger":  # each comes for the first time
            return self.come(locale=f"{language}-NL")
        if member.language != language:
            member.language = language
            member.save(update_fields=["language"])
        if (person, language) not in self.browsers:
            self.browsers[person, language] = self.come(member, locale=f"{language}-NL")
        return self.browsers[person, language]


def arrived(visitor: Visitor) -> str:
    """The route of the page that stands in the browser."""
    return str(resolve(urlsplit(visitor.page.url).path).route)


def every_scene(world: World) -> Iterator[Scene]:
    yield from scenes(world)
    yield from mistakes(world)
    yield from (Scene(kind, person, "") for kind, (person, _way) in WALKS.items())


def test_no_page_is_forgotten(world: World) -> None:
    seen = {scene.kind for scene in every_scene(world)}

    assert forgotten(seen) == ["start/"], "which has a test of its own: there is no community then"
    assert forgotten(seen - {"drafts/"}) == ["drafts/", "start/"]


@pytest.mark.parametrize("half", [0, 1])
def test_every_kind_of_page_keeps_nobody_out(visitor: Come, world: World, half: int) -> None:
    gallery = Gallery(visitor, world)
    turns = cycle([("nl", EVERY_LOOK[0]), ("en", EVERY_LOOK[3]), ("en", EVERY_LOOK[1]), ("nl", EVERY_LOOK[2])])
    kinds = {scene.kind: scene for scene in every_scene(world)}  # before who sees most of it
    for scene in list(kinds.values())[half::2]:
        language, look = next(turns)
        gallery.look(scene, language, [look])

    assert not gallery.found, "\n".join(gallery.found)


@pytest.mark.all_pages
@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_all_pages_keep_nobody_out(
    visitor: Come, world: World, record_property: Callable[[str, object], None], language: str, light: str
) -> None:
    gallery = Gallery(visitor, world)
    looks = [look for look in EVERY_LOOK if look[1] == light]
    for scene in every_scene(world):
        gallery.look(scene, language, looks)
    for kind, count in gallery.looks.items():
        record_property("axe", [kind, count, sum(one.startswith(f"{kind}, ") for one in gallery.found)])

    assert not gallery.found, "\n".join(gallery.found)


@pytest.mark.all_pages
def test_the_first_start_keeps_nobody_out(
    visitor: Come, settings: Any, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    settings.DATA = tmp_path
    found: list[str] = []
    for language in LANGUAGES:
        founder = visitor(locale=f"{language}-NL")
        page = founder.open(f"/start/?code={start_code.current()}")
        found += barriers(page)
        page.locator("main form .button.primary").click()  # with nothing filled in
        found += barriers(page)
        founder.troubles.clear()
    record_property("axe", ["start/", 4 * len(EVERY_LOOK), len(found)])

    assert not found, "\n".join(found)
