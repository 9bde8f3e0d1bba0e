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
    """Somebody wants a sort of notices at once, in the digest, in the page only, or never: everywhere, or in one group. No row: as the sort has it."""

    #: In the place of a sort: all that comes from the group. Only "never" is said so.
    ALL: ClassVar[str] = ""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="wishes", db_index=False)
    place = models.ForeignKey(Group, models.CASCADE, null=True, blank=True, related_name="wishes")
    sort = models.CharField(max_length=30, blank=True)
    when = models.CharField(max_length=8, choices=When)

    objects = WishScope.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["member", "place", "sort"], name="one_wish_in_a_group"),
            models.UniqueConstraint(
                fields=["member", "sort"], condition=models.Q(place=None), name="one_wish_everywhere"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["sort", "when", "member"], name="who_wishes"),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.sort or 'all'} {self.when} ({self.place_id or 'everywhere'})"

    @classmethod
    def stop(cls, member: Member, sort: str) -> None:
        """It leaves the house for `member` no more, whatever was wished in single groups, and stands in the page only.

        Where they wanted to hear nothing of it, that stays so.
        """
        with transaction.atomic():
            mine = cls.objects.filter(member=member, sort=sort)
            mine.exclude(place=None).exclude(when=When.NEVER).delete()
            never = mine.filter(place=None, when=When.NEVER).exists()
            cls.choose(member, None, {sort: When.NEVER if never else When.HERE})

    @classmethod
    def choose(cls, member: Member, place: Group | None, choices: Mapping[str, str]) -> None:
        """Take over what `member` wishes, by sort; an empty choice is none any more. `place` None is everywhere."""
        with transaction.atomic():
            mine = cls.objects.filter(member=member, place=place)
            mine.filter(sort__in=choices).delete()
            wished = ((sort, when) for sort, when in choices.items() if when)
            rows = [Wish(member=member, place=place, sort=sort, when=when) for sort, when in wished]
            Wish.objects.bulk_create(rows, ignore_conflicts=True)  # of two presses at once the second changes nothing
            log.record("wishes.chosen", actor=member, subject=member, place=place, data={"choices": dict(choices)})
