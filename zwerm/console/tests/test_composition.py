from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from zwerm.console import composition
from zwerm.console.models import Figure
from zwerm.core.privacy_gate import quarter
from zwerm.members.models import Member, RoleType
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna(client):
    anna = make_member("Anna", language="en")
    make_community(first=anna)
    client.force_login(anna)
    return anna


def fill(*sizes: int) -> None:
    """Give the roles of the list so many members each, in its order."""
    for role_type, size in zip(RoleType.objects.all(), sizes, strict=False):
        for _ in range(size):
            make_member(role_type=role_type)


def page(client) -> str:
    return str(client.get("/console/composition/").content.decode())


def test_the_page_gives_rounded_numbers_with_their_certainty_and_hides_small_ones(client, anna):
    fill(32, 21, 3, 8)
    composition.keep()
    shown = page(client)
    assert "about 30" in shown
    assert "about 20" in shown
    assert "35 to 58 %" in shown
    assert shown.count("Too few to show") == 4, "three roles, and who has not chosen"
    assert "about 0" not in shown


def test_of_too_few_members_nothing_is_shown_until_there_are_enough(client, anna):
    fill(4)
    composition.keep()
    assert "too few members for a table" in page(client)
    fill(12, 12)
    composition.keep()
    assert "about 15" in page(client)


def test_within_a_quarter_the_table_stays_as_it_is(client, anna):
    fill(20, 30)
    composition.keep()
    fill(0, 10)
    composition.keep()
    assert "about 30" in page(client)
    Figure.objects.update(period=quarter(timezone.localdate()) - timedelta(days=1))
    composition.keep()
    assert "about 40" in page(client)
    assert Figure.objects.count() == 2


def test_placeholders_and_who_left_are_not_counted(anna):
    fill(15)
    Member.objects.exclude(pk=anna.pk).update(standing=Member.Standing.PLACEHOLDER)
    composition.keep()
    assert Figure.objects.get().is_empty


def test_when_the_list_of_roles_changes_the_numbers_say_so(client, anna):
    fill(20, 20)
    RoleType.add(label_en="Works council", label_nl="Ondernemingsraad", by=anna)
    composition.keep()
    assert "do not compare this table with earlier ones" in page(client)


def test_before_the_first_table_the_page_says_when_it_comes(client, anna):
    assert "the worker makes it within a day" in page(client)
