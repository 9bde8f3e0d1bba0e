"""Law 4: a record reaches a view only through the one door; everybody knocks on every address with every method.

What each door answers is written down in the `tests/knocks.py` of its room; see `tests/laws/knocking.py` for the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest

from tests.laws.floors import FLOORS
from tests.laws.knocking import METHODS, OUTSIDE, PERSONS, Knock, knock, knocks_of, routes
from tests.laws.world import World
from zwerm.discussions.samples import make_topic

#: The sign-in library keeps its own doors, and its own tests of them: they are knocked on, and may not break.
EXEMPT = "allauth"


def every_knock() -> dict[str, Knock]:
    found: dict[str, Knock] = {}
    for room in FLOORS:
        module = knocks_of(room)
        found |= module.KNOCKS if module else {}
    return found


def surprises(world: World, route: str, expected: Knock) -> Iterator[str]:
    """Where a door answers something else than its room wrote down."""
    address = expected.address(route, world)
    for method in METHODS:
        words = [world.knock(person, method, address, expected) for person in range(len(PERSONS))]
        wanted = [expected.expected(method, person, hidden=world.hidden) for person in range(len(PERSONS))]
        if words != wanted:
            yield f"{method} /{route} answers {' '.join(words)!r}, and its room says {' '.join(wanted)!r}"


@pytest.mark.parametrize("world", [False, True], ids=["open", "hidden"], indirect=True)
@pytest.mark.parametrize("room", sorted(set(routes()) - {EXEMPT}))
def test_every_door_answers_what_its_room_wrote_down(room: str, world: World) -> None:
    known = every_knock()
    found = [
        surprise
        for route in routes()[room]
        if route in known and (known[route].shut or not world.hidden)  # the hidden group changes what stands in it
        for surprise in surprises(world, route, known[route])
    ]

    assert found == []


@pytest.mark.parametrize("world", [True], ids=["hidden"], indirect=True)
def test_no_page_tells_who_is_not_in_a_hidden_group_that_it_is_there(world: World) -> None:
    topic = make_topic(f"Waarom {world.SECRET} zwijgen", group=world.group, by=world.author)
    pages = [one.address(route, world) for route, one in every_knock().items() if "GET" in one.words]
    told = [
        f"{address} tells the {PERSONS[person]}"
        for person in OUTSIDE
        for address in pages
        if world.SECRET.lower() in world.page(person, address).lower()
    ]

    assert told == []
    assert world.SECRET in world.page(PERSONS.index("member"), topic.get_absolute_url())


def test_every_address_is_written_down() -> None:
    known = every_knock()
    missing = [
        f"/{route} has no expectation: add it to KNOCKS in zwerm/{room}/tests/knocks.py"
        for room, addresses in routes().items()
        if room != EXEMPT
        for route in addresses
        if route not in known
    ]

    assert missing == []
    assert set(known) <= {route for addresses in routes().values() for route in addresses}, "a door that is gone leaves"


def test_the_addresses_of_the_sign_in_library_do_not_break(world: World) -> None:
    names = {"key": "=abc", "uidb36": "=1", "pk": "=1", "user_code": "=abc"}
    door = Knock({}, names)
    broken = [
        f"{method} {route} for the {PERSONS[person]}"
        for route in routes()[EXEMPT]
        for method in METHODS
        for person in range(len(PERSONS))
        if world.knock(person, method, door.address(plain(route), world), door).startswith("5")
    ]

    assert broken == []


def plain(route: str) -> str:
    """A regular expression among the library's routes, as a route."""
    return (
        route.replace("^", "")
        .replace("$", "")
        .replace("(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)", "<uidb36>-<key>")
        .replace("(?P<key>[-:\\w]+)", "<key>")
    )


def test_a_door_that_answers_something_else_is_seen(world: World) -> None:
    address = "language/"
    wrong: Mapping[str, Knock] = {address: knock(get="200")}

    assert len(list(surprises(world, address, wrong[address]))) > 0
