"""A furnished world with everybody in it, and every form that they meet."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hostile.walking import Field, Form, once_each, walk
from tests.laws.conftest import world
from tests.laws.world import World
from zwerm.groups.models import Group
from zwerm.groups.samples import make_group

__all__ = ["world"]


@pytest.fixture
def forms(world: World, settings: Any) -> list[Form]:
    """Every form of the house once, with the person who met it."""
    settings.ACCOUNT_RATE_LIMITS = False
    world.clients.append(world._client(world.author))
    make_group("Op verzoek", owner=world.author, joining=Group.Joining.REQUEST)
    return once_each([*walk(world), *_beyond_pages(world)])


def _beyond_pages(world: World) -> list[Form]:
    """What scripts send, and what a second step sends on from the first."""
    note = Field("note", "textarea")
    mailing = (Field("addresses", "textarea", "niemand@example.org"), note, Field("language", "choice", "nl"))
    group, topic = world.group.get_absolute_url(), world.topic.get_absolute_url()  # type: ignore[attr-defined]
    draft = f"/drafts/topic:{world.topic.pk}/"  # type: ignore[attr-defined]
    claim = Field("placeholder", "hidden", world.claim.placeholder.handle)  # type: ignore[attr-defined]
    again, author = Field("_method", "hidden", "PUT"), len(world.clients) - 1
    return [
        Form(2, topic, "/preview/", "POST", (Field("body", "textarea"),)),
        Form(2, topic, draft, "POST", (again, Field("title", "text"), Field("body", "textarea", "Nog niet af."))),
        Form(2, "/invitations/", "/invitations/", "POST", mailing),
        Form(author, group, f"{group}invitations/mails/", "POST", mailing),
        Form(1, "/claims/", "/claims/", "POST", (claim, note)),
        Form(2, "/members/", "/members/mentions/", "GET", (Field("q", "search"),)),
        # One button, under lines that are settled: none are in a test.
        Form(3, "/desk/unread/", "/desk/unread/", "POST"),
    ]
