"""The example is offered in the first steps of an empty site, to who keeps it."""

import pytest

from zwerm.discussions.models import Topic
from zwerm.groups.samples import make_group
from zwerm.members.models import Member
from zwerm.members.samples import make_community, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    anna = make_member("Anna")
    make_community(first=anna)
    return anna


def test_an_administrator_fills_the_empty_site_and_looks_around(client, anna):
    client.force_login(anna)
    assert 'action="/example/"' in client.get("/first-steps/").content.decode()
    assert client.post("/example/").headers["Location"] == "/"
    assert Topic.objects.visible_to(anna).exists()
    assert anna.memberships.filter(group__slug="hr-en-werk").exists()
    assert not any(member.has_usable_password() for member in Member.objects.exclude(pk=anna.pk))
    assert 'action="/example/"' not in client.get("/first-steps/").content.decode()
    assert client.post("/example/").status_code == 403


def test_a_site_with_a_group_is_not_filled(client, anna):
    make_group(owner=anna)
    client.force_login(anna)
    assert client.post("/example/").status_code == 403
    assert not Topic.objects.exists()


def test_only_an_administrator_fills_the_site(client, anna):
    assert client.post("/example/").status_code == 403
    client.force_login(make_member("Daan"))
    assert client.post("/example/").status_code == 403
    assert not Topic.objects.exists()
