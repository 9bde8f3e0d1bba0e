"""Stopping mail by what stands in it: a signed link that works signed out, and stops exactly what it names.

A mail program stops it with one press (RFC 8058); who follows the link sees what would stop, and presses once.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from zwerm.members.models import Member
from zwerm.notifications import notices
from zwerm.notifications.choices import Every, When
from zwerm.notifications.models import Digest, Pause, Rhythm, Wish

DIGEST = "digest"
#: Everything that leaves the house.
ALL = "all"
_signer = signing.Signer(salt="zwerm.notifications.stops")


class NotOurs(ValueError):
    """Not a link that this house gave out, or of somebody or something that is here no more."""


@dataclass(frozen=True)
class Stop:
    """One link: whose mail, and which of it."""

    member: Member
    #: A sort of notices, the digest, or all.
    what: str

    @property
    def url(self) -> str:
        token = _signer.sign(f"{self.member.pk}.{self.what}").replace(":", ".")
        return f"{settings.SITE_URL}{reverse('notifications:stop', args=[token])}"

    @property
    def says(self) -> str:
        """What it stops, for who looks before they press."""
        if self.what == ALL:
            return _("All mail of notices, until you want it again")
        if self.what == DIGEST:
            return pgettext("what can be stopped", "The digest")
        return str(next(sort.title for sort in notices.sorts() if sort.name == self.what))

    @property
    def stands_in_page(self) -> bool:
        """Whether what it stops is still in the list of notices."""
        return self.what != DIGEST

    @property
    def is_done(self) -> bool:
        if self.what == ALL:
            return Pause.objects.running().filter(member=self.member, until=None).exists()
        if self.what == DIGEST:
            return Rhythm.of(self.member).every == Every.NEVER
        quiet, wished = (When.HERE, When.NEVER), Wish.objects.filter(member=self.member, sort=self.what)
        return wished.filter(place=None, when__in=quiet).exists() and not wished.exclude(when__in=quiet).exists()

    def carry_out(self) -> None:
        """From now on it does not come; doing it twice changes nothing."""
        if self.what == ALL:
            Pause.begin(self.member)
        elif self.what == DIGEST:
            self._rhythm(Every.NEVER)
        else:
            Wish.stop(self.member, self.what)

    def take_back(self) -> None:
        """It comes again, as it does for who never said a word about it."""
        pause = Pause.of(self.member)
        if self.what == ALL and pause:
            pause.end()
        elif self.what == DIGEST:
            self._rhythm(Every.WEEK)
        elif self.what != ALL:
            Wish.choose(self.member, None, {self.what: ""})

    def _rhythm(self, every: Every) -> None:
        rhythm = Rhythm.of(self.member)
        Rhythm.choose(self.member, every=every, weekday=rhythm.weekday, hour=rhythm.hour)
        Digest.plan(self.member)


def read(token: str) -> Stop:
    """What a link says.

    Raises:
        NotOurs: it was not made here, or who and what it names are here no more.
    """
    words, _dot, seal = token.rpartition(".")
    try:
        member, what = _signer.unsign(f"{words}:{seal}").split(".")
    except (signing.BadSignature, ValueError):
        raise NotOurs from None
    person = Member.objects.people().filter(pk=member).first()
    if person is None or what not in {DIGEST, ALL, *(sort.name for sort in notices.sorts())}:
        raise NotOurs
    return Stop(person, what)
