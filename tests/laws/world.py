"""A small fixed world to knock at: one group with people, and what the rooms furnish it with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from django.test import Client

from tests.laws.knocking import PERSONS, Knock, said
from zwerm.groups.models import Group
from zwerm.groups.samples import make_group, make_moderator
from zwerm.members.samples import make_community, make_member


class World:
    """The standing cast and one group; `room.furnish(world)` adds what the addresses of that room name."""

    #: The name of the group: a word that stands on no page by itself.
    SECRET = "Vuurvlinders"

    def __init__(self, *, hidden: bool) -> None:
        self.hidden = hidden
        self.administrator = make_member("Anna")
        self.community = make_community(first=self.administrator)
        self.author, self.member, self.outsider = (make_member(name) for name in ("Carla", "Daan", "Eva"))
        self.group = make_group(
            self.SECRET,
            owner=self.author,
            members=(self.member,),
            visibility=Group.Visibility.HIDDEN if hidden else Group.Visibility.PUBLIC,
        )
        self.moderator = make_moderator(self.group)
        self.elsewhere = make_group("Elders", owner=self.outsider)
        self.clients = [self._client(getattr(self, name, None)) for name in PERSONS]

    def records(self) -> dict[str, tuple[type[Model], Any]]:
        """What stands in this world, by its name: where to read it again."""
        return {name: (type(one), one.pk) for name, one in vars(self).items() if isinstance(one, Model)}

    def read_again(self, records: Mapping[str, tuple[type[Model], Any]]) -> None:
        """Have every record as it is in the database, after something was done to it and taken back."""
        for name, (model, key) in records.items():
            setattr(self, name, model._base_manager.get(pk=key))

    def _client(self, person: Any) -> Client:
        client = Client(raise_request_exception=False)
        if person:
            client.force_login(person)
        return client

    def knock(self, person: int, method: str, address: str, knock: Knock) -> str:
        """What this person gets at a door; afterwards the world is as it was."""
        cache.clear()
        with transaction.atomic():
            word = said(self._ask(self.clients[person], method, address, knock))
            transaction.set_rollback(True)
        return word

    def page(self, person: int, address: str) -> str:
        """What stands on a page for this person; nothing where there is none for them."""
        answer: Any = self.clients[person].get(address)
        return answer.getvalue().decode(errors="replace") if answer.status_code == 200 else ""

    def _ask(self, client: Client, method: str, address: str, knock: Knock) -> Any:
        """PUT, PATCH and DELETE come the way a form sends them; where they are not known, as themselves."""
        if method == "GET":
            return client.get(address)
        if method in knock.words:
            return client.post(address, {**knock.data, "_method": method})
        return client.generic(method, address)
