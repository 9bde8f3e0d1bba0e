from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from zwerm.activity import log

if TYPE_CHECKING:
    from zwerm.members.models.member import Member

#: Rooms that let somebody in somewhere when an invitation is accepted: `on_accept(invitation, member)`, same transaction.
accepted_hooks: list[Callable[[Invitation, Any], None]] = []


def _code() -> str:
    return secrets.token_urlsafe(18)


def address_hash(address: str) -> str:
    """A mail address so that it can be recognised and not read."""
    return sha256(f"{settings.SECRET_KEY}:{address.strip().lower()}".encode()).hexdigest()


class InvitationStop(models.Model):
    """Somebody outside wants no invitation from here; only a hash of the address is kept."""

    address_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.address_hash[:8]

    @classmethod
    def put_up(cls, address: str) -> InvitationStop:
        """Never mail this address again; asking twice does nothing more."""
        with transaction.atomic():
            stop, new = cls.objects.get_or_create(address_hash=address_hash(address))
            if new:
                log.record("invitation_stop.put_up", actor=None, subject=stop)
        return stop

    @classmethod
    def stands_for(cls, address: str) -> bool:
        return cls.objects.filter(address_hash=address_hash(address)).exists()


class InvitationScope(models.QuerySet["Invitation"]):
    def open(self, moment: datetime | None = None) -> InvitationScope:
        """Invitations that can be accepted at `moment`, or now."""
        moment = moment or timezone.now()
        return self.filter(withdrawn_at=None, expires_at__gt=moment, uses__lt=models.F("most_uses"))

    def visible_to(self, person: Any) -> InvitationScope:
        """Who invited sees their invitations; who holds the code reaches one through `open_by_code`."""
        return self.filter(invited_by=person) if person.is_authenticated else self.none()


class Invitation(models.Model):
    """A person asks somebody in: by mail to one address, or by a link to hand out. Who brought whom stays traceable."""

    LIFE: ClassVar[timedelta] = timedelta(days=30)

    code = models.CharField(max_length=40, unique=True, default=_code)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="invitations")
    email = models.EmailField(blank=True)
    note = models.TextField(blank=True, max_length=1000)
    language = models.CharField(max_length=10, default="en")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    most_uses = models.PositiveIntegerField(default=1)
    uses = models.PositiveIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationScope.as_manager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["email"], condition=~models.Q(email=""), name="nobody_is_mailed_twice")
        ]

    def __str__(self) -> str:
        return f"{self.invited_by} → {self.email or 'link'}"

    @classmethod
    def by_mail(cls, address: str, *, by: Member, note: str = "", language: str = "en") -> Invitation | None:
        """Invite one address; None when it was invited before, is a member's already, or wants no invitations.

        The mail itself leaves through the log's reader, so the request does not wait for a mail server.
        """
        address = address.strip().lower()
        if not cls.may_be_mailed(address):
            return None
        with transaction.atomic():
            invitation = cls.objects.create(
                email=address, invited_by=by, note=note, language=language, expires_at=timezone.now() + cls.LIFE
            )
            log.record("invitation.sent", actor=by, subject=invitation)
        return invitation

    @classmethod
    def by_link(cls, *, by: Member, most_uses: int = 50, note: str = "") -> Invitation:
        """Make a link to hand out; whoever uses it is known as brought by `by`."""
        with transaction.atomic():
            invitation = cls.objects.create(
                invited_by=by, most_uses=most_uses, note=note, expires_at=timezone.now() + cls.LIFE
            )
            log.record("invitation.linked", actor=by, subject=invitation)
        return invitation

    @classmethod
    def open_by_code(cls, code: str) -> Invitation | None:
        """The invitation of this code, while it can be accepted."""
        return cls.objects.open().select_related("invited_by").filter(code=code, invited_by__is_active=True).first()

    @classmethod
    def mailed_by_code(cls, code: str) -> Invitation | None:
        """The invitation of a mail, open or not: who holds its code may stop the mails."""
        return cls.objects.filter(code=code).exclude(email="").first()

    @classmethod
    def mailed_lately(cls, member: Member) -> int:
        """How many mails this member had sent since yesterday, whatever became of them."""
        since = timezone.now() - timedelta(days=1)
        return cls.objects.filter(invited_by=member, created_at__gt=since).exclude(email="").count()

    @classmethod
    def may_be_mailed(cls, address: str) -> bool:
        from zwerm.members.models.member import Member  # the member module is this one's neighbour

        known = Member.objects.filter(email__iexact=address).exists()
        return not (known or InvitationStop.stands_for(address) or cls.objects.filter(email=address).exists())

    def accept(self, member: Member) -> bool:
        """`member` comes in by this invitation; the rooms it opens let them in, all or nothing.

        Returns:
            Whether they came in by it now: not by one's own, not twice by the same one, not when it was used up meanwhile.
        """
        if member.pk == self.invited_by_id:
            return False
        with transaction.atomic():
            before = self.acceptances.filter(member=member).exists()
            if before or not Invitation.objects.open().filter(pk=self.pk).update(uses=models.F("uses") + 1):
                return False
            Acceptance.objects.create(invitation=self, member=member)
            if member.brought_by_id is None:
                member.brought_by = self.invited_by
                member.save(update_fields=["brought_by"])
            log.record("invitation.accepted", actor=member, subject=self, target=self.invited_by)
            for hook in accepted_hooks:
                hook(self, member)
        return True

    def withdraw(self) -> None:
        with transaction.atomic():
            self.withdrawn_at = timezone.now()
            self.save(update_fields=["withdrawn_at"])
            log.record("invitation.withdrawn", actor=self.invited_by, subject=self)

    def get_absolute_url(self) -> str:
        return f"/invitations/{self.code}/"

    @property
    def is_open(self) -> bool:
        return self.withdrawn_at is None and self.expires_at > timezone.now() and self.uses < self.most_uses

    @property
    def is_expired(self) -> bool:
        return self.withdrawn_at is None and self.expires_at <= timezone.now() and self.uses < self.most_uses


class Acceptance(models.Model):
    """Somebody came in by an invitation."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="acceptances")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["invitation", "member"], name="one_acceptance")
        ]

    def __str__(self) -> str:
        return f"{self.member} by {self.invitation}"
