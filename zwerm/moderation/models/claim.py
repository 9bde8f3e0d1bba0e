from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from zwerm.moderation.models.case import Case

if TYPE_CHECKING:
    from zwerm.members.models import Member


class Claim(models.Model):
    """A moderator has a case in hand for a short while, so that two do not do the same. It leaves no line: nothing happened yet."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="claim")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    LASTS: ClassVar[timedelta] = timedelta(minutes=5)

    def __str__(self) -> str:
        return f"{self.case} in hand of {self.by}"

    @classmethod
    def take(cls, case: Case, *, by: Member, over: bool = False) -> Claim:
        """Have the case in hand, unless somebody else has; `over` takes it from them. The claim that stands."""
        with transaction.atomic():
            case.lock()
            found = cls.objects.filter(case=case).select_related("by").first()
            if found and found.by_id != by.pk and found.holds and not over:
                return found
            until = timezone.now() + cls.LASTS
            claim, _new = cls.objects.update_or_create(case=case, defaults={"by": by, "until": until})
            return claim

    @classmethod
    def let_go(cls, case: Case, *, by: Member) -> None:
        cls.objects.filter(case=case, by=by).delete()

    @property
    def holds(self) -> bool:
        return self.until > timezone.now()
