from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from zwerm.activity import log
from zwerm.notifications.letterbox.bounces import MOST, Verdict

if TYPE_CHECKING:
    from zwerm.members.models import Member


class TroubleScope(models.QuerySet["Trouble"]):
    def visible_to(self, person: Any) -> TroubleScope:
        """Whose mail comes back is told nobody else."""
        return self.filter(member=person) if person.is_authenticated else self.none()

    def off(self) -> TroubleScope:
        """The addresses that get no mail any more."""
        return self.filter(address=models.F("member__email")).exclude(off_since=None)


class Trouble(models.Model):
    """Letters to a member come back. After a while none are sent to that address, and its owner hears of it in the page."""

    #: An address that fails for another reason than that nobody is there is switched off the third time within this term.
    TIMES: ClassVar[int] = 3
    WITHIN: ClassVar[timedelta] = timedelta(days=30)
    #: Letters that come back on one day count once: they were sent together.
    DAY: ClassVar[timedelta] = timedelta(hours=20)

    member = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="mail_trouble"
    )
    #: The address that had it: another one, chosen since, begins anew.
    address = models.EmailField()
    times = models.PositiveSmallIntegerField(default=0)
    last_at = models.DateTimeField(default=timezone.now)
    #: What the other mail server said, in its own words.
    said = models.CharField(max_length=MOST, blank=True)
    off_since = models.DateTimeField(null=True)

    objects: ClassVar[Any] = TroubleScope.as_manager()

    def __str__(self) -> str:
        return f"{self.member_id}: {self.times}"

    @classmethod
    def note(cls, member: Member, verdict: Verdict) -> None:
        """A letter to the address of `member` came back, or was refused at once."""
        if not verdict.is_of_address or not member.email:
            return
        with transaction.atomic():
            rows = cls.objects.select_for_update()
            trouble, _new = rows.get_or_create(member=member, defaults={"address": member.email})
            trouble._count(verdict, str(member.email))
            if trouble.off_since is None and (verdict.nobody_there or trouble.times >= cls.TIMES):
                trouble.off_since = timezone.now()
                log.record("address.switched_off", actor=None, subject=member, target=member)
            trouble.save()

    def _count(self, verdict: Verdict, address: str) -> None:
        now = timezone.now()
        if self.address != address or now - self.last_at > self.WITHIN:
            self.times, self.off_since = 0, None
        if not self.times or now - self.last_at > self.DAY:
            self.times, self.last_at = self.times + 1, now
        self.address, self.said = address, verdict.words

    def clear(self) -> None:
        """Its owner says that it works again: letters are sent to it as before."""
        with transaction.atomic():
            log.record("address.switched_on", actor=self.member, subject=self.member)
            self.delete()

    @classmethod
    def of(cls, member: Member) -> Trouble | None:
        """The trouble for which `member` gets no mail; None when mail goes to them as usual."""
        found: Trouble | None = cls.objects.off().filter(member=member).first()
        return found
