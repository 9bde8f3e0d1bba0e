from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from zwerm.activity import log
from zwerm.core.prepared import OfMany

if TYPE_CHECKING:
    from zwerm.members.models import Member


class Reaction(models.Model):
    """Somebody thanks somebody, or says that it helped, for one thing they wrote or did."""

    class Kind(models.TextChoices):
        THANKS = "thanks", pgettext_lazy("reaction", "Thanks")
        HELPED = "helped", pgettext_lazy("reaction", "This helped me")

    giver = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reactions_given", db_index=False)
    receiver = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="reactions_received")
    kind = models.CharField(max_length=8, choices=Kind)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["subject_type", "subject_id", "giver", "kind"], name="one_reaction"),
            models.CheckConstraint(condition=~models.Q(giver=models.F("receiver")), name="nobody_thanks_themselves"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["giver", "subject_type", "subject_id"], name="reactions_of_giver")
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}: {self.kind}"

    @classmethod
    def give(cls, kind: str, *, subject: models.Model, giver: Member, receiver: Member, place: models.Model) -> bool:
        """Give a reaction; whether it is new. Giving it twice does nothing more."""
        with transaction.atomic():
            _reaction, new = cls.objects.get_or_create(
                kind=kind, giver=giver, **_key(subject), defaults={"receiver": receiver}
            )
            if new:
                log.record(f"{kind}.given", actor=giver, subject=subject, place=place, target=receiver)
        return new

    @classmethod
    def take_back(cls, kind: str, *, subject: models.Model, giver: Member, place: models.Model) -> bool:
        with transaction.atomic():
            found = cls.objects.filter(kind=kind, giver=giver, **_key(subject)).first()
            if found:
                log.record(f"{kind}.taken_back", actor=giver, subject=subject, place=place, target=found.receiver)
                found.delete()
        return found is not None


class Giver(NamedTuple):
    """Who gave a reaction, as a page names them."""

    name: str
    handle: str


def names_by_subject(subject_type: str, keys: Sequence[int]) -> dict[int, dict[str, list[Giver]]]:
    """Who thanked for each of these things: key of the thing, then kind, then the givers, first giver first. One query a page."""
    names: dict[int, dict[str, list[Giver]]] = defaultdict(lambda: defaultdict(list))
    for subject, kind, *giver in _given(subject_type=subject_type, keys=keys):
        names[subject][kind].append(Giver(*giver))
    return names


#: Things that are asked about at once: as many as a page shows.
MANY = 20
_given = OfMany(
    "keys",
    MANY,
    lambda subject_type, keys: (
        Reaction.objects.filter(subject_type=subject_type, subject_id__in=keys)
        .order_by("at", "pk")
        .values_list("subject_id", "kind", "giver__name", "giver__handle")
    ),
)


def givers(subject_type: str, keys: Sequence[int]) -> list[tuple[int, str, int]]:
    """Every reaction to these things: key of the thing, kind, key of the giver. One query."""
    found = Reaction.objects.filter(subject_type=subject_type, subject_id__in=keys)
    return list(found.values_list("subject_id", "kind", "giver"))


def _key(subject: models.Model) -> dict[str, Any]:
    return {"subject_type": subject._meta.label_lower, "subject_id": subject.pk}
