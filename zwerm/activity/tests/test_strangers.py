"""Pages that are made once for all strangers."""

from __future__ import annotations

import pytest
from django.test import Client

from zwerm.discussions.samples import make_topic
from zwerm.groups.models import Group
from zwerm.groups.samples import make_group
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db


def test_the_one_for_whom_a_page_was_made_has_it_already_when_they_ask_again() -> None:
    make_community(first=make_member("Anna"))
    carla = make_member("Carla")
    group = make_group(owner=carla, visibility=Group.Visibility.PUBLIC)
    address = make_topic("Wie weet dit?", group=group, by=carla).get_absolute_url()

    first = Client().get(address)
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)
