from zwerm.notifications.models.device import Device
from zwerm.notifications.models.digest import Digest
from zwerm.notifications.models.feed import Feed
from zwerm.notifications.models.handing import Handing
from zwerm.notifications.models.notice import Notice
from zwerm.notifications.models.pause import Pause
from zwerm.notifications.models.rhythm import Rhythm
from zwerm.notifications.models.spread import Spread
from zwerm.notifications.models.trouble import Trouble
from zwerm.notifications.models.wish import Wish

__all__ = ["Device", "Digest", "Feed", "Handing", "Notice", "Pause", "Rhythm", "Spread", "Trouble", "Wish"]
