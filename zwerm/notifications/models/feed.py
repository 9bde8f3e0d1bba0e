from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from zwerm.activity import log

if TYPE_CHECKING:
    from zwerm.members.models import Member


def _secret() -> str:
    return secrets.token_urlsafe(24)


class FeedScope(models.QuerySet["Feed"]):
    def visible_to(self, person: Any) -> FeedScope:
        return self.filter(member=person) if person.is_authenticated else self.none()


class Feed(models.Model):
    """Somebody reads their notices in a feed reader, by an address that is a secret: who knows it reads along."""

    member = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="feed")
    secret = models.CharField(max_length=40, unique=True, default=_secret)
    since = models.DateTimeField(default=timezone.now)

    objects: ClassVar[Any] = FeedScope.as_manager()

    def __str__(self) -> str:
        return f"feed of {self.member_id}"

    def get_absolute_url(self) -> str:
        return reverse("notifications:feed", args=[self.secret])

    @classmethod
    def make(cls, member: Member) -> Feed:
        """An address for `member`, another than before: an old one leads nowhere any more."""
        with transaction.atomic():
            made = {"secret": _secret(), "since": timezone.now()}
            feed, _new = cls.objects.update_or_create(member=member, defaults=made)
            log.record("feed.opened", actor=member, subject=member)
        found: Feed = feed
        return found

    def close(self) -> None:
        """The address leads nowhere from now on."""
        with transaction.atomic():
            log.record("feed.closed", actor=self.member, subject=self.member)
            self.delete()

    @classmethod
    def at(cls, secret: str) -> Feed | None:
        """The feed at this address, of a member who is here."""
        found: Feed | None = cls.objects.select_related("member").filter(secret=secret, member__is_active=True).first()
        return found

    @classmethod
    def of(cls, member: Member) -> Feed | None:
        found: Feed | None = cls.objects.filter(member=member).first()
        return found
