"""The road to somebody's devices. It comes before mail: what a device took is not mailed, and what no device takes is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from http.client import HTTPException
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from zwerm.activity import deliveries
from zwerm.activity.deliveries import Later
from zwerm.core.prepared import OfFew
from zwerm.notifications import roads
from zwerm.notifications.choices import When
from zwerm.notifications.letters import posting
from zwerm.notifications.models import Device, Notice
from zwerm.notifications.push import calling, keys
from zwerm.notifications.push.sealing import sealed
from zwerm.notifications.push.words import message

ROAD = "push"
#: Who is in the page at that moment reads it there.
PATIENCE = timedelta(seconds=5)
#: What no device took within this time goes by mail, where mail goes to its member.
LONGEST = timedelta(minutes=1)
#: A push service keeps a message for so long when the device is off; later than this nothing is sent.
KEPT = timedelta(days=1)

_with_devices = OfFew("members", lambda members: Device.objects.filter(member__in=members).values_list("member"))


def take(made: Sequence[Notice]) -> Sequence[Notice]:
    """Put those in the outbox whose members have a device."""
    having = {key for (key,) in _with_devices(members=sorted({notice.member_id for notice in made}))}
    here = [notice for notice in made if notice.member_id in having]
    posted = [(f"push:{notice.pk}", {"notice": notice.pk}, notice.member_id) for notice in here]
    deliveries.post_many(posted, ROAD, after=PATIENCE)
    return [notice for notice in made if notice.member_id not in having]


def send(payload: dict[str, Any]) -> None:
    """Send this notice, with what else is to be told of the same thing, if it is still wanted."""
    rows = Notice.objects.filter(pk=payload["notice"], when=When.AT_ONCE, at__gt=timezone.now() - KEPT)
    with roads.in_hand(rows) as notice:
        if notice is None:
            return
        if "device" in payload:
            _send_again(notice, payload["device"])
        elif notice.told_at is None and (together := roads.gathered(notice)):
            _send(notice, together)


def _send(notice: Notice, together: Sequence[Notice]) -> None:
    words = message(together)
    if words is None:
        return
    busy, taken = _tried(Device.of(notice.member), notice, words)
    if not taken:
        _without_device(notice, list(busy.values()))
        return
    with transaction.atomic():
        Notice.objects.filter(pk__in=[one.pk for one in together]).update(told_at=timezone.now())
        for device, trouble in busy.items():
            again = {"notice": notice.pk, "device": device}
            post = (f"push:{notice.pk}:{device}", again, notice.member_id)
            deliveries.post_many([post], ROAD, after=max(trouble.wait, LONGEST))


def _send_again(notice: Notice, key: int) -> None:
    """To a device that was not reached when another one was."""
    if not roads.comes_at_once(notice):
        return
    words = message([notice])
    devices = [one for one in Device.of(notice.member) if one.pk == key]
    if words is not None:
        for trouble in _tried(devices, notice, words)[0].values():
            raise trouble


def _tried(devices: Sequence[Device], notice: Notice, words: bytes) -> tuple[Mapping[int, Later], int]:
    """Why which of these devices were not reached now, and how many were; one that is there no more is forgotten."""
    busy: dict[int, Later] = {}
    taken = 0
    for device in devices:
        try:
            calling.call(device.endpoint, sealed(words, *device.keys), _head(device, notice))
            taken += 1
        except calling.Gone:
            device.turn_off()
        except Later as trouble:
            busy[device.pk] = trouble
        except (calling.Refused, OSError, HTTPException) as trouble:
            busy[device.pk] = Later(f"{type(trouble).__name__}: {trouble}")
    return busy, taken


def _without_device(notice: Notice, busy: Sequence[Later]) -> None:
    """No device took it: that is tried again soon, and then it goes by mail; where no mail goes, for as long as it matters."""
    wait = min((trouble.wait for trouble in busy), default=timedelta(0))
    soon = wait <= LONGEST and timezone.now() - notice.at < LONGEST
    if busy and (soon or not posting.may_be_written_to(notice.member)):
        raise Later(str(busy[0]), wait)
    with transaction.atomic():
        roads.hand_on([notice], after=ROAD)


def _head(device: Device, notice: Notice) -> dict[str, str]:
    """A newer message about the same thing takes the place of one that still waits; what the thing is, nobody on the way reads."""
    about = salted_hmac("push", f"{notice.member_id}:{notice.about}", algorithm="sha256").digest()
    return {
        "Authorization": keys.authorization(device.endpoint),
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(KEPT.total_seconds())),
        "Topic": keys.written(about[:18]),
        "Urgency": "normal",
    }
