"""What the doors of notices answer; see tests/laws/knocking.py for the words."""

from typing import Any

from tests.laws.knocking import Knock, inside, knock
from zwerm.notifications.letterbox.bounces import Verdict
from zwerm.notifications.letters.stops import Stop
from zwerm.notifications.models import Device, Feed, Notice, Pause, Trouble
from zwerm.notifications.samples import tell

KNOCKS: dict[str, Knock] = {
    "notices/": knock(get="in 200 200 200", post="403 to to to"),
    "notices/<int:pk>/": knock(pk="notice.pk", get="404 404 to 404", post="404 404 to 404"),
    "me/notices/": knock(get="in 200 200 200", post="403 422 422 422"),
    "feeds/<str:secret>/": knock(secret="feed.secret", get="200"),
    "me/notices/feed/": knock(post="403 to to to", delete="403 to to to"),
    "me/devices/": knock(post="403 422 422 422"),
    "me/devices/<int:pk>/": knock(pk="device.pk", delete="404 404 to 404"),
    "device/": knock(post="404", delete="404"),
    "stop/<str:token>/": knock(token="stop", get="200", post="200", delete="200"),
    "me/notices/address/": knock(delete="403 404 to 404"),
    "me/notices/pause/": knock(post="403 422 422 422", delete="403 to to to"),
    "me/notices/groups/<slug:slug>/": inside(slug="group.slug", get="in 200 200 200", post="403 to to to"),
}


def furnish(world: Any) -> None:
    """Daan was told of something, and mail to him comes back; a device of his gets notices; Carla has paused."""
    tell()
    world.notice = Notice.objects.filter(member=world.member).first()
    world.feed = Feed.make(world.outsider)
    world.stop = Stop(world.author, "mention").url.rstrip("/").rpartition("/")[2]
    keys = {"p256dh": "x", "auth": "x"}
    subscription = {"endpoint": "https://push.example.net/daan", **keys}
    world.device = Device.turn_on(world.member, subscription=subscription, session="", line="")
    world.pause = Pause.begin(world.author)
    Trouble.note(world.member, Verdict(failed=True, status="5.1.1", words="User unknown"))
    world.trouble = Trouble.of(world.member)
