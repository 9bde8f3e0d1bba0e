"""Letters anywhere in a name: the index tells who may be meant, on either database, and follows what people change."""

from __future__ import annotations

import pytest
from django.db import connection

from zwerm.console import sheets
from zwerm.members import letters
from zwerm.members.models import Member
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db

REMADE = "a migration that changes members on SQLite makes their table anew: it ends with RunPython(keep) of members.0007_letters"


def meant(words: str, *columns: str) -> list[str]:
    return list(letters.narrowed(Member.objects.order_by("name"), words, *columns).values_list("name", flat=True))


def test_the_index_follows_who_comes_who_changes_and_who_goes():
    make_community()
    jan, els = make_member("Jan van den Berg"), make_member("Els Jansen")
    assert meant("berg") == ["Jan van den Berg"], REMADE
    assert meant("JAN") == ["Els Jansen", "Jan van den Berg"]
    els.change_profile(name="Els de Boer", helps_with="Ruzie in een team")
    assert meant("jans") == [], REMADE
    assert meant("boer") == ["Els de Boer"]
    assert meant("ruzie", "helps_with") == ["Els de Boer"]
    assert meant("ruzie") == []
    Member.objects.filter(pk=jan.pk).delete()
    assert meant("berg") == [], REMADE


@pytest.mark.parametrize("words", ['"', "%%%", "a_b", "\\\\\\", "name_key : x", "' OR 1", "\0jan", "☃☃☃"])
def test_signs_that_mean_something_to_an_index_are_letters_like_others(words):
    make_community()
    make_member("Jan van den Berg")
    assert meant(words, "helps_with", "email") == (["Jan van den Berg"] if "jan" in words else [])


def test_one_or_two_letters_find_whose_name_has_a_word_that_begins_so():
    make_community()
    for name in ("Xander Prins", "Anna Xu", "Max Boer"):
        make_member(name)
    assert {member.name for member in sheets.members("xu")} == {"Anna Xu"}
    assert {member.name for member in sheets.members("x")} == {"Xander Prins"}
    assert {member.name for member in sheets.members("max")} == {"Max Boer"}


def test_where_many_may_be_meant_the_list_is_walked_in_its_own_order(monkeypatch):
    make_community()
    monkeypatch.setattr(letters, "MOST", 1)
    people = Member.objects.order_by("name")
    for name in ("Jan Bakker", "Jan Boer"):
        make_member(name)
    assert str(letters.narrowed(people, "jan").query) == str(people.query)
    assert str(letters.narrowed(people, "bakk").query) != str(people.query)


def test_who_is_meant_is_found_by_the_index():
    make_community()
    make_member("Jan van den Berg")
    sql, values = (letters._on_sqlite if connection.vendor == "sqlite" else letters._on_postgresql)(
        {"name_key": "berg"}
    )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off" if connection.vendor == "postgresql" else "SELECT 1")
        cursor.execute(("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + sql, values)
        plan = str(cursor.fetchall())
    assert "members_letters" in plan
