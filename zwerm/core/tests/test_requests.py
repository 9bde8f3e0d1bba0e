"""What no browser of a person sends is answered in the right way, on either database, and is no fault of the house."""

from __future__ import annotations

import pytest
from django.test import Client

from zwerm.discussions.models import Draft, Topic
from zwerm.discussions.samples import make_topic
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def topic() -> Topic:
    make_community()
    return make_topic(by=make_member("Carla"))


@pytest.fixture
def as_carla(client: Client, topic: Topic) -> Client:
    client.force_login(topic.author)
    return client


@pytest.mark.parametrize("address", ["/members/?q=a%00b", "/members/mentions/?q=%00", "/groups/new/?parent=%00"])
def test_a_nul_in_an_address_is_refused(as_carla, address):
    assert as_carla.get(address).status_code == 400


def test_a_nul_in_a_form_is_refused_and_nothing_is_kept(as_carla, topic):
    assert as_carla.post(f"/topics/{topic.pk}/closure/", {"reason": "\0"}).status_code == 400
    assert as_carla.post(f"/drafts/topic:{topic.pk}/", {"_method": "PUT", "body": "a\0b"}).status_code == 400
    assert not Draft.objects.exists()


@pytest.mark.parametrize("edge", ["before=9~9", "after=9~9", "before=x~1", "before=2026-01-01~1"])
def test_an_edge_that_is_no_date_gives_the_first_page(as_carla, edge):
    assert "Carla" in as_carla.get(f"/members/?{edge}").text


def test_a_draft_has_one_place_however_its_number_is_written(as_carla, topic):
    for number in (f"{0:060}{topic.pk}", "１", "9" * 5000):
        answer = as_carla.post(f"/drafts/topic:{number}/", {"_method": "PUT", "body": "Bijna af."})
        assert answer.status_code == 404
    assert not Draft.objects.exists()
