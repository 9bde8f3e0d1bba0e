from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from zwerm.activity import log, memory
from zwerm.core.copies import copied
from zwerm.core.prepared import Prepared

if TYPE_CHECKING:
    from zwerm.members.models.member import Member

_current = memory.Shelf(most=1)
_first = Prepared(lambda: Community.objects.order_by("pk")[:1])


class Community(models.Model):
    """Everyone on this server. One row; before there is one, the first page asks for it."""

    class Joining(models.TextChoices):
        OPEN = "open", pgettext_lazy("joining the community", "Anyone")
        INVITATION = "invitation", pgettext_lazy("joining the community", "Whoever is invited")

    name = models.CharField(max_length=80)
    purpose = models.TextField(max_length=500)
    audience = models.CharField(max_length=200)
    welcome = models.TextField(blank=True, max_length=4000)
    #: What one agrees to by joining, kept short.
    house_rules = models.TextField(blank=True, max_length=2000)
    languages = models.JSONField(default=list)
    joining = models.CharField(max_length=12, choices=Joining, default=Joining.OPEN)
    members_invite = models.BooleanField(default=True)
    time_zone = models.CharField(max_length=60, default="Europe/Amsterdam")
    founded_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Community | None:
        """The community of this server, a copy for whoever asks; None before it was founded."""
        community = _current.known("community", [], lambda: next(iter(_first()), None))
        return community and copied(community)

    @classmethod
    def found(cls, *, first: Member, **settings: Any) -> Community:
        """Make the community; `first` becomes its first administrator, without a term."""
        from zwerm.members.models.role import Role  # the role module needs this one's neighbour

        with transaction.atomic():
            community = cls.objects.create(**settings)
            log.record("community.founded", actor=first, subject=community)
            Role.give(first, Role.Kind.ADMINISTRATOR, by=first)
        return community

    def change(self, *, by: Member, **settings: Any) -> None:
        """Change the community's settings; the log keeps which."""
        with transaction.atomic():
            for name, value in settings.items():
                setattr(self, name, value)
            self.save()
            log.record("community.changed", actor=by, subject=self, data={"fields": sorted(settings)})

    def note_backup(self, *, size: int) -> None:
        """Somebody made a backup of everything, which was tried."""
        with transaction.atomic():
            log.record("community.backed_up", actor=None, subject=self, data={"bytes": size})

    def note_restore(self, *, backup_of: datetime) -> None:
        """Everything is from now on as it was at that moment."""
        with transaction.atomic():
            log.record("community.restored", actor=None, subject=self, data={"backup_of": backup_of.isoformat()})

    @property
    def language(self) -> str:
        """The language of who has not chosen one."""
        return self.languages[0] if self.languages else settings.LANGUAGE_CODE
