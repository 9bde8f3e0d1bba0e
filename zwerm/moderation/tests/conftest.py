"""The cast: a group of Carla's, moderated by Bram and Fem, with Daan and Gijs in it; Anna keeps the community; Eva is elsewhere."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.test import Client

from zwerm.activity import readers
from zwerm.activity.models import Entry
from zwerm.discussions.models import Post, Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.groups.samples import make_group, make_moderator
from zwerm.members.models import Member
from zwerm.members.samples import make_community, make_member
from zwerm.notifications import spreading


@pytest.fixture
def cast(db: None) -> SimpleNamespace:
    anna = make_member("Anna")
    make_community(first=anna)
    carla, daan, eva, gijs = (make_member(name, language="en") for name in ("Carla", "Daan", "Eva", "Gijs"))
    sections = ["discussions", "promotions", "jobs"]
    group = make_group("Leren op het werk", owner=carla, members=(daan, gijs), sections=sections)
    bram, fem = make_moderator(group), make_moderator(group, "Fem")
    elsewhere = make_group("Elders", owner=eva)
    people = {"anna": anna, "carla": carla, "daan": daan, "eva": eva, "gijs": gijs, "bram": bram, "fem": fem}
    return SimpleNamespace(**people, group=group, elsewhere=elsewhere)


@pytest.fixture
def topic(cast: SimpleNamespace) -> Topic:
    return make_topic(group=cast.group, by=cast.daan)


@pytest.fixture
def post(cast: SimpleNamespace, topic: Topic) -> Post:
    return make_reply(topic, by=cast.daan, body="Koop nu mijn boek over leren!")


def signed_in(member: Member | None) -> Client:
    """A browser in which `member` is signed in; a stranger's for None."""
    client = Client(headers={"accept-language": "en"})
    if member:
        client.force_login(member)
    return client


def hear() -> None:
    """What the readers of the log do with everything so far, inside the transaction of a test, which a reader does not look into."""
    entries = list(Entry.objects.order_by("pk"))
    for reader in readers.registered():
        if reader.name in ("decisions", "notices", "changed post"):
            wanted = [entry for entry in entries if entry.verb in reader.verbs]
            reader.ready(wanted)(wanted)
    while spreading.step():
        pass
