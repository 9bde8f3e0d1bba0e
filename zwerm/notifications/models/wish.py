from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction

from zwerm.activity import log
from zwerm.groups.models import Group
from zwerm.notifications.choices import When

if TYPE_CHECKING:
    from zwerm.members.models import Member


class WishScope(models.QuerySet["Wish"]):
    def visible_to(self, person: Any) -> WishScope:
        """What somebody wants to hear is their own business."""
        return self.filter(member=person) if person.is_authenticated else self.none()


class Wish(models.Model):
    """Somebody wants a kind of notice at once, in the digest or never: everywhere, or in one group. No row: as the kind has it."""

    #: In the place of a kind: all that comes from the group. Only "never" is said so.
    ALL: ClassVar[str] = ""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="wishes", db_index=False)
    place = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="wishes")
    kind = models.CharField(max_length=30, blank=True)
    when = models.CharField(max_length=8, choices=When)

    objects = WishScope.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["member", "place", "kind"], name="one_wish_in_a_group"),
            models.UniqueConstraint(
                fields=["member", "kind"], condition=models.Q(place=None), name="one_wish_everywhere"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "when", "member"], name="who_wishes"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.kind or 'all'} {self.when} ({self.place_id or 'everywhere'})"

    @classmethod
    def choose(cls, member: Member, place: Group | None, choices: Mapping[str, str]) -> None:
        """Take over what `member` wishes, by kind; an empty choice is none any more. `place` None is everywhere."""
        with transaction.atomic():
            mine = cls.objects.filter(member=member, place=place)
            mine.filter(kind__in=choices).delete()
            wished = ((kind, when) for kind, when in choices.items() if when)
            rows = [Wish(member=member, place=place, kind=kind, when=when) for kind, when in wished]
            Wish.objects.bulk_create(rows, ignore_conflicts=True)
            log.record("wishes.chosen", actor=member, subject=member, place=place, data={"choices": dict(choices)})
