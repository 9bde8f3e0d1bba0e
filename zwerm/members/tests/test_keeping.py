from __future__ import annotations

import pytest
from django.db import connection

from zwerm.core.tests.at_once import who_may
from zwerm.members.models import Role
from zwerm.members.models.role import LastAdministrator
from zwerm.members.samples import make_community, make_member


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_stop_at_one_moment_do_not_leave_the_community_without_one():
    anna, bea = make_member("Anna"), make_member("Bea")
    make_community(first=anna)
    Role.give(bea, Role.Kind.ADMINISTRATOR, by=anna)

    def stop(member):
        Role.objects.at().get(member=member).end(by=member)

    assert sorted(who_may(stop, (anna, bea), LastAdministrator)) == [False, True]
    assert Role.objects.at().filter(kind="administrator").count() == 1
