from __future__ import annotations

from datetime import datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import connection, models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy, pgettext_lazy

from zwerm.activity import log
from zwerm.core.dates import in_force
from zwerm.core.markdown import HANDLE
from zwerm.core.prepared import Prepared
from zwerm.members import audiences, handles
from zwerm.members.models.role_type import RoleType
from zwerm.members.remembering import Remembering

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser


_roles = Prepared(
    lambda member: Member(pk=member).roles.order_by().values_list("kind", "since", "until", "ended_at"),
)


def member_page(handle: str) -> str:
    """The address of the page of who goes by this handle."""
    return f"/members/{handle}/"


class MemberScope(models.QuerySet["Member"]):
    def visible_to(self, person: Member | AnonymousUser) -> MemberScope:
        """Members whose page this person may open: by each member's own choice, and nobody who keeps them away."""
        return self.filter(audiences.pages_open_to(person))

    def called(self, start: str) -> MemberScope:
        """Members whose handle or name begins so; an index answers, on either engine."""
        start = start.strip().lower()
        return self.filter(begins("handle", start) | begins("name_key", start)) if start else self.none()

    def people(self) -> MemberScope:
        """Who can act: no placeholders, nobody who left."""
        return self.filter(standing=Member.Standing.MEMBER, is_active=True)


def begins(column: str, start: str) -> models.Q:
    """The column begins with `start`, in the way that the engine's index understands."""
    if connection.vendor == "postgresql":
        return models.Q(**{f"{column}__startswith": start})
    found = models.Q()
    for spelt in handles.spellings(start):
        found |= models.Q(**{f"{column}__gte": spelt, f"{column}__lt": spelt + "\U0010ffff"})
    return found


def name_holds(words: str, path: str = "") -> models.Q:
    """The name holds these words somewhere; `path` leads to the member, such as `member__`."""
    found = models.Q()
    for spelt in handles.spellings(words):
        found |= models.Q(**{f"{path}name_key__contains": spelt})
    return found


class MemberManager(BaseUserManager["Member"].from_queryset(MemberScope)):  # type: ignore[misc]
    def create_user(self, email: str, password: str | None = None, *, name: str = "", **fields: Any) -> Member:
        """Make a member outside any form: samples, the command line. The handle follows from the name."""
        name = name or email.partition("@")[0]
        member: Member = self.model(email=email.lower(), name=name, **fields)
        member.handle = member.handle or handles.free_handle(name)
        member.set_password(password)
        with transaction.atomic():
            member.join()
            member.confirm_address()
        return member

    def get_by_natural_key(self, key: str | None) -> Member:
        member: Member = self.get(email__iexact=key)
        return member


class Member(Remembering, AbstractBaseUser):
    """A person here. What contract they work under is nowhere in the data."""

    class Standing(models.TextChoices):
        MEMBER = "member", pgettext_lazy("standing", "member")
        PLACEHOLDER = "placeholder", pgettext_lazy("standing", "not claimed yet")
        LEFT = "left", pgettext_lazy("standing", "left")

    handle = models.CharField(
        max_length=40,
        unique=True,
        validators=[
            RegexValidator(rf"^{HANDLE}$", gettext_lazy("Use small letters, digits, - and _, at least three."))
        ],
    )
    name = models.CharField(max_length=80)
    #: The name in small letters, kept by the database, to find people by how their name begins.
    name_key = models.GeneratedField(
        expression=Lower("name"), output_field=models.CharField(max_length=80), db_persist=True, db_index=True
    )
    email = models.EmailField(unique=True, null=True)
    is_active = models.BooleanField(default=True)
    #: Kept: until then they read and do not write anywhere; why, the room that decided it knows.
    paused_until = models.DateTimeField(null=True, blank=True)
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.MEMBER)
    joined_at = models.DateTimeField(default=timezone.now, db_index=True)
    brought_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="brought")

    headline = models.CharField(max_length=120, blank=True)
    organisation = models.CharField(max_length=80, blank=True)
    role_type = models.ForeignKey(RoleType, models.SET_NULL, null=True, blank=True, related_name="members")
    languages = models.JSONField(default=list, blank=True)
    helps_with = models.TextField(blank=True, max_length=1000)
    wants_to_learn = models.TextField(blank=True, max_length=1000)
    photo = models.FileField(upload_to="photos/", blank=True, max_length=200)

    language = models.CharField(max_length=10, blank=True)
    #: By which their days and hours are counted; nothing chosen: the community's.
    time_zone = models.CharField(max_length=60, blank=True)
    audience = models.CharField(max_length=8, choices=audiences.Audience, default=audiences.Audience.EVERYONE)
    field_audiences = models.JSONField(default=dict, blank=True)

    USERNAME_FIELD: ClassVar[str] = "email"
    EMAIL_FIELD: ClassVar[str] = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = MemberManager()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return member_page(self.handle)

    @property
    def photo_url(self) -> str:
        """Where the photo is, for who may see it: the address changes with the photo. Empty when there is none."""
        return f"/members/{self.pk}/photo/{PurePath(str(self.photo)).stem}/" if self.photo else ""

    @property
    def open_photo_url(self) -> str:
        """The photo's address when everyone may see it, for pages that are the same for all."""
        chosen = {self.audience, audiences.audience_of(self, "photo")}
        return self.photo_url if chosen == {audiences.Audience.EVERYONE.value} else ""

    def join(self) -> None:
        """Become part of the community: the first line about somebody."""
        with transaction.atomic():
            self.save()
            log.record("member.joined", actor=self, subject=self, target=self.brought_by)

    def confirm_address(self) -> None:
        """The address is known to be theirs: who made the account says so, or a code proved it."""
        known = apps.get_model("account", "EmailAddress").objects
        known.update_or_create(user=self, email=self.email, defaults={"verified": True, "primary": True})

    def change_profile(self, **fields: Any) -> None:
        with transaction.atomic():
            for name, value in fields.items():
                setattr(self, name, value)
            self.save(update_fields=list(fields))
            log.record("profile.changed", actor=self, subject=self, data={"fields": sorted(fields)})

    def holds(self, *kinds: str, at: datetime | None = None) -> bool:
        """Whether this member keeps one of these roles for the whole community now, or at `at`."""
        if at is not None:
            return self.roles.at(at).filter(kind__in=kinds).exists()
        kept = self.known("roles", lambda: tuple(_roles(member=self.pk)))
        return any(kind in kinds and in_force(*term) for kind, *term in kept)

    def has_perm(self, name: str, record: Any = None) -> bool:
        """Whether this member may do `name` to `record`, as the rooms' rules say; there is no member who may do everything."""
        import rules  # registered by the time anybody asks

        return bool(self.is_active and rules.has_perm(name, self, record))

    @property
    def is_paused(self) -> bool:
        """Reads, and does not write anywhere, for a while."""
        return self.paused_until is not None and self.paused_until > timezone.now()

    @property
    def is_placeholder(self) -> bool:
        return self.standing == self.Standing.PLACEHOLDER
