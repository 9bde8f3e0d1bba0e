"""What notices lend to the house."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from zwerm.activity import deliveries, memory, readers, worker
from zwerm.core import personal, slots
from zwerm.core.personal import Fate
from zwerm.live import subjects
from zwerm.members.models import session
from zwerm.notifications import addressed, frame, hearing, notices, places, roads, spreading  # noqa: F401  (two register what they tell)
from zwerm.notifications.letterbox import back
from zwerm.notifications.letters import at_once, digest
from zwerm.notifications.models import Device, Digest, Feed, Handing, Notice, Pause, Rhythm, Spread, Trouble, Wish
from zwerm.notifications.push import road


def _follow() -> None:
    """The reader reads what some kind is made of, or undone by."""
    does = _("Notes whom something concerns")
    verbs = sorted({*notices.verbs(), spreading.KEPT_AWAY})
    readers.register("notices", prepare=spreading.prepare, verbs=verbs, does=does)


notices.on_change(_follow)
memory.narrow("wishes.chosen", "pause.begun", "pause.ended", "rhythm.chosen")
memory.narrow("address.switched_off", "address.switched_on", "feed.opened", "feed.closed")
memory.narrow("device.turned_on", "device.turned_off")
session.at_end("devices", Device.sign_out)
subjects.register("notices", states=hearing.states, news=hearing.Newest())
slots.fill("frame.bell", frame.bell, order=10)
slots.fill("group.mine", frame.of_group, order=10)
slots.fill("me.tabs", frame.tab, order=10)
worker.step("tell everybody whom it concerns", spreading.step)
worker.chore("forget old notices", Notice.forget_old, every=timedelta(hours=6))
worker.chore("forget devices that nobody uses", Device.forget_old, every=timedelta(hours=12))
worker.chore("forget what was spread", Spread.forget_old, every=timedelta(hours=12))
personal.declare(Notice, member=Fate.DELETE, actor=Fate.DELETE, exported=["member"])
personal.declare(Wish, member=Fate.DELETE, exported=["member"])
personal.declare(Pause, member=Fate.DELETE, exported=["member"])
personal.declare(Rhythm, member=Fate.DELETE, exported=["member"])
personal.declare(Trouble, member=Fate.DELETE, exported=["member"])
personal.declare(
    Device, member=Fate.DELETE, exported=["member"], secret=["endpoint", "p256dh", "auth", "session", "seal"]
)
personal.declare(Handing, member=Fate.DELETE)
personal.declare(Digest, member=Fate.DELETE)
personal.declare(Feed, member=Fate.DELETE, exported=["member"], secret=["secret"])
deliveries.channel(back.ROAD, back.send)
deliveries.channel(at_once.ROAD, at_once.send)
deliveries.channel(digest.ROAD, digest.send)
deliveries.channel(road.ROAD, road.send)
roads.road(road.ROAD, road.take, order=10)
roads.road(at_once.ROAD, at_once.take, order=50)
worker.chore("send digests", digest.post_due, every=timedelta(minutes=1))
