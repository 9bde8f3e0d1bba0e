"""Whatever happens, and in whichever process: a page that is made from memory is the page that is made without."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest

from zwerm.activity import memory, readers
from zwerm.core import bodies
from zwerm.discussions.models import Post, Reading, Topic, Watch
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.discussions.tests.conftest import signed_in
from zwerm.groups.models import GroupRole, Membership
from zwerm.members.models import Block, Community, Member, Role

STEPS = 20
_token = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


class Process:
    """What one web process remembers, beside others in the same test."""

    def __init__(self) -> None:
        self.house: dict[str, Any] = memory.House().__dict__
        self.shelves: dict[memory.Shelf, dict[Any, Any]] = {}

    @contextmanager
    def at_work(self) -> Iterator[None]:
        before = memory.house.__dict__
        memory.house.__dict__ = self.house
        for shelf in memory._shelves:
            shelf._kept = self.shelves.get(shelf, {})
        yield
        self.house = memory.house.__dict__
        self.shelves = {shelf: shelf._kept for shelf in memory._shelves}
        memory.house.__dict__ = before


class World:
    """Things that happen, by chance."""

    def __init__(self, cast: SimpleNamespace, seed: int) -> None:
        self.chance: Random = Random(seed)
        self.cast = cast
        self.people: list[Member] = [cast.carla, cast.daan, cast.eva, cast.bram]
        for number in range(3):
            make_topic(f"Vraag {number}", group=cast.group, by=cast.carla, kind=Topic.Kind.QUESTION)

    def person(self) -> Member:
        member: Member = Member.objects.get(pk=self.chance.choice(self.people).pk)
        return member

    def topic(self) -> Topic:
        return self.chance.choice(
            list(Topic.objects.filter(removed=False).order_by("pk")) or [make_topic(by=self.cast.carla)]
        )

    def post(self) -> Post:
        return self.chance.choice(list(Post.objects.filter(deletion=None).order_by("pk")))

    def happens(self) -> None:
        deeds: list[Callable[[], Any]] = [
            lambda: make_reply(self.topic(), by=self.person()),
            lambda: make_topic(f"Nog een {self.chance.random()}", group=self.cast.group, by=self.person()),
            lambda: self.post().edit(f"Anders {self.chance.random()}", by=self.cast.carla),
            self.somebody_thanks,
            lambda: self.topic().rename(f"Titel {self.chance.random()}", by=self.cast.bram),
            lambda: self.post().remove(by=self.cast.bram),
            lambda: Watch.choose(self.topic(), self.chance.choice(["follow", "mute"]), by=self.person()),
            lambda: Reading.rewind(self.person(), self.topic(), 1),
            lambda: self.cast.group.let_in(self.person()),
            self.somebody_leaves,
            lambda: self.person().change_profile(name=f"Naam {self.chance.randint(1, 999)}"),
            lambda: self.cast.group.change(
                by=self.cast.carla, visibility=self.chance.choice(["public", "members", "hidden"])
            ),
            lambda: GroupRole.give(self.cast.group, self.person(), "moderator", by=self.cast.carla),
            lambda: Role.give(self.person(), "moderator", by=None),
            lambda: Block.put_up(by=self.cast.eva, against=self.cast.daan),
            lambda: self.community().change(by=self.cast.carla, name=f"Plek {self.chance.randint(1, 999)}"),
        ]
        self.chance.choice(deeds)()

    def readers_catch_up(self) -> None:
        for reader in readers.registered():
            readers.catch_up(reader)

    def community(self) -> Community:
        found = Community.current()
        assert found
        return found

    def somebody_thanks(self) -> None:
        post = self.post()
        giver = self.chance.choice([one for one in self.people if one.pk != post.author_id])
        post.thank("thanks", by=giver)

    def somebody_leaves(self) -> None:
        inside = Membership.objects.filter(group=self.cast.group, member__in=[self.cast.daan, self.cast.eva])
        for membership in inside[:1]:
            membership.leave()

    def address(self) -> str:
        group: str = self.cast.group.get_absolute_url()
        pages = ["/", "/new/", group, f"{group}about/", "/groups/", f"/groups/{self.cast.group.slug}/talk/discussions/"]
        own: str = self.cast.daan.get_absolute_url()
        return self.chance.choice([*pages, own, *(topic.get_absolute_url() for topic in Topic.objects.order_by("pk"))])


def page(reader: Member | None, address: str, process: Process) -> tuple[int, str]:
    with process.at_work():
        answer = signed_in(reader).get(address)
    return answer.status_code, _token.sub("", answer.text)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_page_from_memory_is_the_page_without(cast: SimpleNamespace, seed: int) -> None:
    world = World(cast, seed)
    one, other = Process(), Process()
    for _ in range(STEPS):
        world.happens()
        reader = world.chance.choice([*world.people, None])
        reader = reader and Member.objects.get(pk=reader.pk)
        address = world.address()
        page(reader, address, world.chance.choice([one, other]))  # reads on, where there is something new
        world.readers_catch_up()  # another name stands beside earlier words when the worker has been there
        remembered = [page(reader, address, process) for process in (one, other)]
        bodies.forget()
        assert remembered == [page(reader, address, Process())] * 2, f"{address} for {reader}"


def test_what_leaves_no_line_in_the_log_is_not_noticed(cast: SimpleNamespace, topic: Topic) -> None:
    one = Process()
    page(cast.daan, topic.get_absolute_url(), one)
    Topic.objects.filter(pk=topic.pk).update(title="Stil veranderd", version=99)
    assert "Stil veranderd" not in page(cast.daan, topic.get_absolute_url(), one)[1], "it was made from memory"
    topic.rename("Openlijk veranderd", by=cast.carla)
    assert "Openlijk veranderd" in page(cast.daan, topic.get_absolute_url(), one)[1]
