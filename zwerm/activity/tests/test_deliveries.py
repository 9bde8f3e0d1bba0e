from __future__ import annotations

import threading
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from zwerm.activity import deliveries
from zwerm.activity.models import Delivery

pytestmark = pytest.mark.django_db


class Road:
    """A way out of the building that can be closed."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.arrived: list[Any] = []
        self.trouble: BaseException | None = None
        monkeypatch.setitem(deliveries._channels, "road", self.send)

    def send(self, payload: dict[str, Any]) -> None:
        if self.trouble:
            raise self.trouble
        self.arrived.append(payload["number"])


@pytest.fixture
def road(monkeypatch: pytest.MonkeyPatch) -> Road:
    return Road(monkeypatch)


def put(number: int) -> None:
    deliveries.post(f"thing:{number}", "road", {"number": number})


def let_the_wait_pass() -> None:
    Delivery.objects.update(retry_at=timezone.now())


def test_a_delivery_is_sent_once_however_often_it_was_put_in_the_outbox(road: Road) -> None:
    put(1)
    put(1)
    assert (deliveries.deliver(), deliveries.deliver()) == (1, 0)
    put(1)
    let_the_wait_pass()
    assert deliveries.deliver() == 0
    assert road.arrived == [1]
    assert Delivery.objects.get().state == Delivery.State.SENT


def test_a_delivery_that_fails_waits_longer_each_time_and_is_given_up_in_the_end(road: Road) -> None:
    put(1)
    road.trouble = ConnectionRefusedError("no mail server")
    waits = []
    for _ in range(8):
        let_the_wait_pass()
        before = timezone.now()
        deliveries.deliver()
        waits.append(round((Delivery.objects.get().retry_at - before) / timedelta(minutes=1)))
    assert waits == [1, 5, 15, 60, 240, 720, 1440, 0]
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == (Delivery.State.GIVEN_UP, 8)
    assert delivery.last_error == "ConnectionRefusedError: no mail server"
    assert deliveries.deliver() == 0


def test_one_that_fails_does_not_hold_up_the_others(road: Road) -> None:
    deliveries.post("lost", "no such road", {})
    put(2)
    assert deliveries.deliver() == 2
    assert road.arrived == [2]


def test_a_worker_killed_while_sending_leaves_the_delivery_to_the_next_one_after_its_claim(road: Road) -> None:
    put(1)
    road.trouble = SystemExit("killed")
    with pytest.raises(SystemExit):
        deliveries.deliver()
    road.trouble = None
    assert deliveries.deliver() == 0, "the claim of the one that was killed still holds"
    assert Delivery.objects.get().retry_at > timezone.now() + timedelta(minutes=9)
    let_the_wait_pass()
    assert deliveries.deliver() == 1
    assert road.arrived == [1]


def test_what_was_sent_long_ago_is_emptied_and_still_not_sent_again(road: Road) -> None:
    put(1)
    deliveries.deliver()
    Delivery.objects.update(created_at=timezone.now() - Delivery.KEPT - timedelta(hours=1))
    Delivery.empty_old()
    assert Delivery.objects.get().payload == {}
    put(1)
    let_the_wait_pass()
    assert deliveries.deliver() == 0


@pytest.mark.django_db(transaction=True)
def test_workers_beside_each_other_send_nothing_twice(road: Road) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory cannot be shared by workers; one writer at a time does there what locks do here")
    for number in range(200):
        put(number)
    workers = [threading.Thread(target=work, daemon=True) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert Counter(road.arrived) == Counter(range(200))


def work() -> None:
    try:
        while deliveries.due().exists():
            deliveries.deliver(most=5)
    finally:
        connection.close()
