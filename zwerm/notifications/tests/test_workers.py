"""Several workers send beside each other, and one conversation is one letter to each."""

from __future__ import annotations

import threading
from collections import Counter

import pytest
from django.core import mail
from django.db import connection, connections
from django.utils import timezone

from zwerm.activity import deliveries
from zwerm.activity.models import Delivery
from zwerm.discussions.models import Topic
from zwerm.discussions.samples import make_reply, make_topic
from zwerm.members.models import Member
from zwerm.members.samples import make_member
from zwerm.notifications.models import Handing
from zwerm.notifications.samples import tell


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite in memory has one connection")
def test_three_replies_are_one_letter_where_three_workers_have_one_each(
    topic: Topic, carla: Member, daan: Member
) -> None:
    """Without a hand to each member it is two letters or three for nearly all of them."""
    starters = [make_member(name) for name in ("Gijs", "Hanna", "Iris", "Joris")]
    talk = [make_topic(f"Vraag van {one.name}", group=topic.group, by=one) for one in starters]
    for by in (carla, daan, make_member("Eva")):
        for one in talk:
            make_reply(one, by=by)
    tell()
    Delivery.objects.update(retry_at=timezone.now())

    workers = [threading.Thread(target=_work) for _number in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert Counter(letter.to[0] for letter in mail.outbox) == dict.fromkeys([str(one.email) for one in starters], 1)
    assert not Handing.objects.exists()


def _work() -> None:
    deliveries.deliver(100)
    connections.close_all()
