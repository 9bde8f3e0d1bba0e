from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from zwerm.activity import log
from zwerm.members import browsers
from zwerm.notifications.push import keys

if TYPE_CHECKING:
    from zwerm.members.models import Member, Session


class DeviceScope(models.QuerySet["Device"]):
    def visible_to(self, person: Any) -> DeviceScope:
        """Which devices somebody has is their own business."""
        return self.filter(member=person) if person.is_authenticated else self.none()

    def in_use(self) -> DeviceScope:
        return self.filter(seen_on__gte=timezone.localdate() - Device.KEPT)


class Device(models.Model):
    """A browser on which a member turned notices on: how it is reached, and how what goes there is sealed."""

    #: Where its member was not for so long, notices come no more: it may be lost, or somebody else's by now.
    KEPT: ClassVar[timedelta] = timedelta(days=60)
    MOST: ClassVar[int] = 10

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="devices")
    #: The address that its push service gave to this browser alone; who knows it is that browser.
    endpoint = models.CharField(max_length=1000, unique=True)
    #: The browser's public key and the secret it shares with us, in base64.
    p256dh = models.CharField(max_length=90)
    auth = models.CharField(max_length=24)
    #: The session in which it was turned on, by name: signing out there ends it.
    session = models.CharField(max_length=16, db_index=True)
    #: Made of the password of that time: as a session, it holds no longer when that is changed elsewhere.
    seal = models.CharField(max_length=64)
    browser = models.CharField(max_length=30, blank=True)
    system = models.CharField(max_length=30, blank=True)
    since = models.DateTimeField(default=timezone.now)
    #: The last day on which its member was here with it.
    seen_on = models.DateField(default=timezone.localdate)

    objects = DeviceScope.as_manager()

    def __str__(self) -> str:
        return f"{self.browser} on {self.system} of {self.member_id}"

    @property
    def digest(self) -> str:
        """By which a page knows whether it is open on this device; the endpoint itself stands on no page."""
        return sha256(self.endpoint.encode()).hexdigest()[:16]

    @property
    def keys(self) -> tuple[bytes, bytes]:
        return keys.read(self.p256dh), keys.read(self.auth)

    @property
    def holds(self) -> bool:
        return constant_time_compare(self.seal, seal_of(self.member))

    @classmethod
    def turn_on(cls, member: Member, *, subscription: Mapping[str, str], session: str, line: str) -> Device:
        """From now on notices come to this browser of `member`, and to nobody else's who used it before.

        Args:
            subscription: `endpoint`, `p256dh` and `auth`, as the browser gave them.
            session: the name of the session in which it is turned on.
            line: what the browser says it is.
        """
        browser, system = browsers.known(line)
        with transaction.atomic():
            cls.objects.filter(endpoint=subscription["endpoint"]).delete()
            device = cls.objects.create(
                member=member, session=session, seal=seal_of(member), browser=browser, system=system, **subscription
            )
            newest = cls.objects.filter(member=member).order_by("-pk").values_list("pk", flat=True)[: cls.MOST]
            cls.objects.filter(member=member).exclude(pk__in=list(newest)).delete()
            log.record("device.turned_on", actor=member, subject=member)
        return device

    def turn_off(self) -> None:
        """No notice comes here any more."""
        with transaction.atomic():
            log.record("device.turned_off", actor=self.member, subject=self.member)
            self.delete()

    def keep_up(self, *, subscription: Mapping[str, str], session: str) -> None:
        """Its member is here, with the browser as it is reached by now; reading leaves no line in the log, and neither does this."""
        if Device.objects.filter(endpoint=subscription["endpoint"]).exclude(pk=self.pk).exists():
            return
        seen = {"session": session, "seal": seal_of(self.member), "seen_on": timezone.localdate()}
        Device.objects.filter(pk=self.pk).update(**subscription, **seen)

    @classmethod
    def of(cls, member: Member) -> list[Device]:
        """The devices on which something may be shown to `member`, the newest first."""
        found = cls.objects.in_use().filter(member=member).select_related("member").order_by("-pk")
        return [one for one in found if one.holds]

    @classmethod
    def sign_out(cls, session: Session, successor: str) -> None:
        """A browser is signed out, or goes on under another key."""
        here = cls.objects.filter(session=session.name)
        if successor and session.member:
            here.update(session=successor, seal=seal_of(session.member))
        else:
            here.delete()

    @classmethod
    def forget_old(cls) -> None:
        cls.objects.filter(seen_on__lt=timezone.localdate() - cls.KEPT).delete()


def seal_of(member: Member) -> str:
    return salted_hmac("device", member.get_session_auth_hash(), algorithm="sha256").hexdigest()
