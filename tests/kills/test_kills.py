"""Nothing that a member was told is there is ever lost, half or double, whoever is killed when."""

from __future__ import annotations

import json
import os
import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.kills.house import PATIENCE, House
from tests.kills.letterbox import Letterbox, letterbox
from tests.kills.notes import Notes
from tests.kills.people import Person
from tests.kills.seeding import PEOPLE
from tools import postgres
from tools.ports import free_port

#: How often everything is killed at once, and after it one of the others; 20 with ZWERM_TEST_KILLS=20.
KILLS = int(os.environ.get("ZWERM_TEST_KILLS", "1"))
NONE = (
    "lost",
    "doubled",
    "words nobody sent",
    "thanks lost",
    "thanks without their one line",
    "invitations lost or doubled",
    "invitations without their one delivery",
    "posts without their one line",
    "topics without their one line",
    "half posts",
    "topics miscounted",
    "pictures without a file",
    "readers behind",
    "groups whose last talk is wrong",
)


class World:
    """A house, its database, its mail server, and members who write in it."""

    def __init__(self, folder: Path, owned: ExitStack) -> None:
        port = free_port()
        chosen = {"ZWERM_SMTP_URL": f"smtp://127.0.0.1:{port}"}
        self.cluster: postgres.Cluster | None = None
        if settings.DATABASES["default"]["ENGINE"].endswith("postgresql"):
            self.cluster = owned.enter_context(postgres.cluster())
            chosen["ZWERM_DATABASE_URL"] = self.cluster.url
        self.letterbox: Letterbox = owned.enter_context(letterbox(port))
        self.house, self.folder = House(folder / "data", **chosen), folder
        self.notes, self.stopping, self.chance = Notes(), threading.Event(), random.Random(3)
        self.house.python("tests.kills.seeding")
        self.house.start()
        owned.callback(self.house.kill)
        self.people = [Person(name, self.house.address, self.notes, self.stopping) for name in PEOPLE]
        for person in self.people:
            person.sign_in()
            person.start()

    def write_a_while(self) -> None:
        """Let members write until some of it was acknowledged, and then until a moment that nobody chose."""
        before, deadline = self.notes.acknowledged("reply", "topic"), time.monotonic() + PATIENCE
        while self.notes.acknowledged("reply", "topic") < before + 5:
            assert time.monotonic() < deadline, f"nobody gets on: {self.notes.refused}"
            time.sleep(0.05)
        time.sleep(self.chance.uniform(0, 1.5))

    def kill_everything(self) -> None:
        self.house.kill()
        self.house.start()

    def kill_the_parent(self) -> None:
        self.house.kill_parent()
        self.house.start()

    def kill_a_worker_with_a_letter_in_its_hand(self) -> None:
        self.letterbox.in_hand.clear()
        self.letterbox.in_hand.wait(15)
        self.house.kill_companions()

    def kill_the_database(self) -> None:
        assert self.cluster
        self.cluster.crash()
        self.cluster.start()

    def end(self) -> dict[str, Any]:
        """Let everyone finish and every reader catch up; then count."""
        self.stopping.set()
        for person in self.people:
            person.join(PATIENCE)
        assert [person.broke for person in self.people] == [None] * len(PEOPLE)
        self.house.python("tests.kills.settling")
        self.house.stop()
        self.notes.write(self.folder / "notes.json")
        return dict(json.loads(self.house.python("tests.kills.reckoning", str(self.folder / "notes.json"))))


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with ExitStack() as owned:
        yield World(tmp_path, owned)


def test_what_was_acknowledged_survives_every_kill_and_is_there_once(
    world: World, record_testsuite_property: Callable[[str, object], None]
) -> None:
    others = [
        world.kill_the_database if world.cluster else world.kill_a_worker_with_a_letter_in_its_hand,
        world.house.kill_web,
        *([world.kill_a_worker_with_a_letter_in_its_hand] if world.cluster else []),
        world.kill_the_parent,
    ]
    for number in range(KILLS):
        world.write_a_while()
        world.kill_everything()
        world.write_a_while()
        others[number % len(others)]()
    world.write_a_while()
    counted = world.end()

    invited = {one.words for one in world.notes.sent if one.kind == "invitation"}
    letters = {address: numbers for address, numbers in world.letterbox.arrived.items() if address in invited}
    counted |= {
        "kills": KILLS * 2,
        "of everything": KILLS,
        "repeated": world.notes.repeated,
        "letters": sum(map(len, letters.values())),
        "letters twice": sum(len(numbers) > 1 for numbers in letters.values()),
        "refused": world.notes.refused,
    }
    record_testsuite_property("kills", counted)
    print(json.dumps(counted, indent=1))  # noqa: T201
    assert {name: counted[name] for name in NONE} == dict.fromkeys(NONE, 0)
    assert counted["lines read once and in order"]
    assert counted["database"] == "ok"
    assert counted["found"] == counted["acknowledged"] > KILLS * 10
    assert all(len(set(numbers)) == 1 for numbers in letters.values()), (
        "a letter that goes twice says that it is the same"
    )
    assert len(letters) >= counted["invitations"]
