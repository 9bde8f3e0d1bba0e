"""A prepared query says what the same query says when it is written anew."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zwerm.core.prepared import Prepared
from zwerm.members.models import Member, Role
from zwerm.members.samples import make_administrator, make_member

pytestmark = pytest.mark.django_db

_records = Prepared(lambda key: Role.objects.select_related("member").filter(member=key).order_by("pk"))
_values = Prepared(lambda key: Member.objects.filter(pk=key).values_list("name", "joined_at", "languages"))


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
