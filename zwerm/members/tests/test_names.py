"""People are found by a name that begins with another letter than A to Z, on either database."""

from __future__ import annotations

import pytest

from zwerm.console import sheets
from zwerm.groups.samples import make_group
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["Émile", "émile", "Émile ö", "öz"])
def test_a_name_with_an_accent_is_found_however_it_is_typed(client, words):
    make_community()
    emile, daan = make_member("Émile Özdemir"), make_member("Daan")
    make_group("Samen", owner=emile, members=(daan,))
    client.force_login(daan)
    for address in ("/members/", "/groups/samen/people/"):
        assert "Émile Özdemir" in client.get(address, {"q": words}).text
    assert emile in sheets.members(words)


def test_a_name_with_an_accent_is_completed(client):
    make_community()
    make_member("Émile Özdemir")
    client.force_login(make_member("Daan"))
    assert [one["name"] for one in client.get("/members/mentions/?q=ém").json()] == ["Émile Özdemir"]
