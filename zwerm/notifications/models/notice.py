from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from zwerm.activity.models import Entry
from zwerm.groups.models import Group
from zwerm.notifications.choices import When

if TYPE_CHECKING:
    from zwerm.members.models import Member


class NoticeScope(models.QuerySet["Notice"]):
    def visible_to(self, person: Any) -> NoticeScope:
        """A notice is its member's alone."""
        return self.filter(member=person) if person.is_authenticated else self.none()

    def unread(self) -> NoticeScope:
        return self.filter(read=False)


class Notice(models.Model):
    """Something that somebody did concerns this member. One line of the log makes at most one for each, of its strongest kind."""

    #: A notice is kept for so long.
    KEPT: ClassVar[timedelta] = timedelta(days=60)
    FORGOTTEN_AT_ONCE: ClassVar[int] = 2000

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", db_index=False)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=30)
    #: The thing that it is about, such as `topic:12`; what is about one thing stands together in one line.
    about = models.CharField(max_length=60)
    #: Where in the thing (the number of a post): who has read up to there has read of it.
    position = models.PositiveIntegerField(default=0)
    place = models.ForeignKey(Group, models.CASCADE, null=True, related_name="+", db_index=False)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    #: By which way it is to leave the house, as its member wished when it was made: at once, or in the digest.
    when = models.CharField(max_length=8, choices=When)
    #: That it was in a list that its member opened; and that they opened it itself, or read what it tells of. When is nobody's business.
    seen = models.BooleanField(default=False)
    read = models.BooleanField(default=False)
    #: When it left the house, by mail or in a digest: it leaves once.
    told_at = models.DateTimeField(null=True)

    objects = NoticeScope.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["entry", "member"], name="one_notice_an_entry")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["member", "-at", "-id"], name="notices_of_member"),
            models.Index(fields=["member", "about", "id"], name="notices_about"),
            models.Index(fields=["member"], condition=models.Q(seen=False), name="notices_unseen"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.member_id}: {self.about}"

    def get_absolute_url(self) -> str:
        return f"/notices/{self.pk}/"

    @classmethod
    def newest(cls) -> NoticeScope:
        """Of what each member has about one thing, the newest: what a line in their list begins with."""
        newer = cls.objects.filter(member=OuterRef("member"), about=OuterRef("about"), pk__gt=OuterRef("pk"))
        return cls.objects.filter(~Exists(newer))

    @classmethod
    def look(cls, member: Member) -> None:
        """`member` looks at the list: nothing in it is new any more, and the bell is still."""
        unseen = cls.objects.filter(member=member, seen=False)
        if unseen.exists():  # looking is much cheaper than to lock the database for nothing
            unseen.update(seen=True)

    @classmethod
    def read_all(cls, member: Member) -> None:
        cls.objects.filter(member=member, read=False).update(read=True, seen=True)

    @classmethod
    def read_about(cls, member: Member, about: str, up_to: int | None = None) -> None:
        """`member` has read of this thing, up to a place in it where one is given."""
        told = cls.objects.filter(member=member, about=about, read=False)
        if up_to is not None:
            told = told.filter(position__lte=up_to)
        told.update(read=True, seen=True)

    @classmethod
    def forget_old(cls) -> None:
        """What is older than notices are kept goes, some at a time, so that nobody waits for it."""
        old = cls.objects.filter(at__lt=timezone.now() - cls.KEPT).order_by("at")
        while keys := list(old.values_list("pk", flat=True)[: cls.FORGOTTEN_AT_ONCE]):
            cls.objects.filter(pk__in=keys).delete()
