"""Every verb of this room on the world of the knocks; law 6 breaks each halfway."""

from tests.laws.deeds import Deeds
from zwerm.notifications.choices import Every, When
from zwerm.notifications.letterbox.bounces import Verdict
from zwerm.notifications.models import Device, Feed, Pause, Rhythm, Trouble, Wish

GONE = Verdict(failed=True, status="5.1.1", words="User unknown")
BROWSER = {"endpoint": "https://push.example.net/carla", "p256dh": "x", "auth": "x"}
DEEDS: Deeds = {
    "Device.turn_on": lambda world: Device.turn_on(world.author, subscription=BROWSER, session="", line=""),
    "Device.turn_off": lambda world: world.device.turn_off(),
    "Feed.make": lambda world: Feed.make(world.author),
    "Feed.close": lambda world: world.feed.close(),
    "Wish.stop": lambda world: Wish.stop(world.member, "mention"),
    "Trouble.note": lambda world: Trouble.note(world.author, GONE),
    "Trouble.clear": lambda world: world.trouble.clear(),
    "Wish.choose": lambda world: Wish.choose(world.member, world.group, {"mention": When.NEVER, "reply": ""}),
    "Pause.begin": lambda world: Pause.begin(world.member),
    "Pause.end": lambda world: world.pause.end(),
    "Rhythm.choose": lambda world: Rhythm.choose(world.member, every=Every.DAY, weekday=2, hour=7),
}
