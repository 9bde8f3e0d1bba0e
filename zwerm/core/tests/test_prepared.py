"""A prepared query says what the same query says when it is written anew."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.core.prepared import OfMany, Prepared
from zwerm.members.models import Member, Role
from zwerm.members.samples import make_administrator, make_member

pytestmark = pytest.mark.django_db

_records = Prepared(lambda key: Role.objects.select_related("member").filter(member=key).order_by("pk"))
_values = Prepared(lambda key: Member.objects.filter(pk=key).values_list("name", "joined_at", "languages"))
_names = OfMany("keys", 2, lambda keys: Member.objects.filter(pk__in=keys).order_by("pk").values_list("name"))


def test_records_come_with_what_was_joined() -> None:
    for name in ("Anna", "Bram"):
        member = make_administrator(name)
        with CaptureQueriesContext(connection) as queries:
            (role,) = _records(key=member.pk)
            assert role.member.name == name
        assert role.since == member.roles.get().since
        assert len(queries) == 1


def test_values_are_what_python_knows_and_not_what_the_engine_keeps() -> None:
    member = make_member("Carla")
    again = Member.objects.get(pk=member.pk)
    for _ in range(2):
        assert _values(key=member.pk) == [("Carla", again.joined_at, again.languages)]
    assert _values(key=0) == []


def test_a_list_that_is_longer_than_was_prepared_is_asked_about_in_pieces() -> None:
    people = [make_member(name) for name in ("Anna", "Bram", "Carla", "Daan", "Eva")]
    with CaptureQueriesContext(connection) as queries:
        assert _names(keys=[one.pk for one in people]) == [(one.name,) for one in people]
        assert _names(keys=[]) == []
    assert len(queries) == 3
