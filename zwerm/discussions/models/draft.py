from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from zwerm.core.prepared import Prepared
from zwerm.core.statements import write

if TYPE_CHECKING:
    from zwerm.members.models import Member


class DraftScope(models.QuerySet["Draft"]):
    def visible_to(self, person: Any) -> DraftScope:
        """A draft is its writer's alone."""
        return self.filter(member=person) if person.is_authenticated else self.none()


class Draft(models.Model):
    """What somebody has not sent yet. One for each place where they may write; sending it removes it.

    A draft is not something that happened: it leaves no line in the log.
    """

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    #: Where it would be sent: `topic:12`, `group:3`, `post:77`.
    place = models.CharField(max_length=40)
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    objects = DraftScope.as_manager()

    #: Letters of title or body that are kept: four times what a post may have, so that words which are too long are told so when they
    #: are sent, and not lost before.
    LONGEST: ClassVar[int] = 200_000

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["member", "place"], name="one_draft_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.place}"

    @classmethod
    def keep(cls, member: Member, place: str, *, body: str, title: str = "") -> Draft | None:
        """Save what is being written, up to LONGEST of either; an empty draft is no draft."""
        if not body.strip() and not title.strip():
            cls.drop(member, place)
            return None
        fields = {"body": body[: cls.LONGEST], "title": title[: cls.LONGEST], "saved_at": timezone.now()}
        draft, _ = cls.objects.update_or_create(member=member, place=place, defaults=fields)
        return draft

    @classmethod
    def drop(cls, member: Member, place: str) -> None:
        """In a transaction that writes anyway it is one statement; else looking is much cheaper than to lock the database for nothing."""
        if transaction.get_connection().in_atomic_block or _kept(member=member.pk, place=place):
            write("DELETE FROM discussions_draft WHERE member_id = %s AND place = %s", member.pk, place)

    @classmethod
    def at(cls, member: Member, place: str) -> Draft | None:
        return cls.objects.filter(member=member, place=place).first()


_kept = Prepared(lambda member, place: Draft.objects.filter(member=member, place=place).values_list("pk"))
