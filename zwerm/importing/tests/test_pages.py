"""The pages about what was moved in."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zwerm.discussions.bodies import topic_body
from zwerm.discussions.models import Topic
from zwerm.groups.samples import make_group
from zwerm.importing.models import Import
from zwerm.importing.samples import move_in
from zwerm.importing.tests.dumps import small_dump
from zwerm.members.models import Member
from zwerm.members.samples import make_administrator, make_community, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> Member:
    anna = make_administrator("Anna", language="en")
    make_community(anna)
    return anna


def test_an_administrator_reads_what_was_moved_in_and_what_was_left_out(anna: Member, tmp_path: Path) -> None:
    move_in(small_dump(tmp_path / "site"), by=anna)
    client = Client()
    client.force_login(anna)

    everything = client.get("/imports/").content.decode()
    assert "Site" in everything
    assert 'href="/imports/" aria-current="page"' in everything
    assert 'href="/console/house/"' in everything
    page = client.get(f"/imports/{Import.objects.get().pk}/").content.decode()
    assert "Questions" in page
    assert "The dump does not say who gave them" in page


def test_others_do_not(anna: Member, tmp_path: Path) -> None:
    move_in(small_dump(tmp_path / "site"), by=anna)
    daan = Client()
    daan.force_login(make_member("Daan"))

    assert daan.get("/imports/").status_code == 403
    assert daan.get(f"/imports/{Import.objects.get().pk}/").status_code == 404
    assert Client().get("/imports/").status_code in (302, 403)


def test_a_conversation_says_where_it_came_from_and_under_which_licence(anna: Member, tmp_path: Path) -> None:
    move_in(small_dump(tmp_path / "site"), by=anna)

    page = topic_body(Topic.objects.get(title="How do we begin"), 1).filled()

    assert "This conversation came along from Stack Exchange. There it was about: work, people." in page
    assert "CC BY-SA 4.0" in page
    assert "not claimed yet" in page


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_asks_once_for_one_import_and_for_thirty(anna: Member, count: int) -> None:
    group = make_group(owner=anna)
    for number in range(count):
        Import.objects.create(source="stackexchange", origin=str(number), name="Site", group=group, started_by=anna)
    client = Client()
    client.force_login(anna)

    with CaptureQueriesContext(connection) as asked:
        page = client.get("/imports/").content.decode()

    assert page.count("Site</a>") == count
    assert len([query for query in asked if "importing_" in query["sql"]]) == 1
