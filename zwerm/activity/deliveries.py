"""What leaves the building: a table of deliveries, tried with growing waits until they arrive, each key once."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from zwerm.activity.models import Delivery
from zwerm.core import mail_line

#: A delivery in hand is left alone by other workers for this long.
CLAIM = timedelta(minutes=10)
#: One that could not be tried has its turn again after this.
MOMENT = timedelta(seconds=3)

log = logging.getLogger(__name__)

Send = Callable[[dict[str, Any]], None]


class Later(Exception):
    """The other side wants it again, and not before a while."""

    def __init__(self, said: str, wait: timedelta = timedelta(0)) -> None:
        super().__init__(said)
        self.wait = wait


class NotYet(Exception):
    """It was not tried: something else that leaves for the same member is in hand. It has its turn after a moment."""


_channels: dict[str, Send] = {}


def channel(name: str, send: Send) -> None:
    """Let `send(payload)` take what goes by `name`; it raises when the thing could not be handed over."""
    _channels[name] = send


def post(key: str, channel: str, payload: dict[str, Any], member: models.Model | None = None) -> None:
    """Put something in the outbox. The same `key` a second time does nothing."""
    post_many([(key, payload, member.pk if member else None)], channel)


def post_many(
    letters: Iterable[tuple[str, dict[str, Any], int | None]], channel: str, after: timedelta = timedelta(0)
) -> None:
    """The same for many at once: key, payload and member of each. They leave `after` a while, in which their reason may go."""
    at = timezone.now() + after
    Delivery.objects.bulk_create(
        [Delivery(key=key, channel=channel, payload=said, member_id=who, retry_at=at) for key, said, who in letters],
        ignore_conflicts=True,
    )


def due() -> models.QuerySet[Delivery]:
    return Delivery.objects.filter(state=Delivery.State.WAITING, retry_at__lte=timezone.now()).order_by(
        "retry_at", "pk"
    )


def hold(reason: str) -> None:
    """Send nothing of what waits now, until somebody who keeps the house says so."""
    waiting = Delivery.objects.filter(state=Delivery.State.WAITING)
    waiting.update(state=Delivery.State.GIVEN_UP, last_error=reason)


def deliver(most: int = 50) -> int:
    """Send what is due, at most `most`; how many were tried.

    A delivery is claimed for a while, sent outside any transaction (a slow mail server holds no lock), and marked. A process
    that dies between the other side's "yes" and the mark sends that one again when the claim ends: a key in the message
    (Message-ID for mail) lets the receiver drop the second.
    """
    tried = 0
    with mail_line.kept():
        while tried < most and (delivery := _claim()):
            _send(delivery)
            tried += 1
    return tried


def _claim() -> Delivery | None:
    if not due().exists():
        return None
    with transaction.atomic():
        skip = connection.features.has_select_for_update_skip_locked
        delivery = due().select_for_update(skip_locked=skip).first()
        if delivery is not None:
            delivery.retry_at = timezone.now() + CLAIM
            delivery.save(update_fields=["retry_at"])
    return delivery


def _send(delivery: Delivery) -> None:
    try:
        _channels[delivery.channel](delivery.payload)
    except NotYet:
        delivery.retry_at = timezone.now() + MOMENT
        delivery.save(update_fields=["retry_at"])
    except Exception as error:  # whatever the road's trouble is, this one waits and the others go on
        log.warning("delivery %s failed: %s", delivery.key, type(error).__name__)
        delivery.failed(error, wait=error.wait if isinstance(error, Later) else timedelta(0))
    else:
        delivery.arrived()
