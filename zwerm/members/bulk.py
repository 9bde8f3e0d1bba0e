"""Many invitations at once, from whatever somebody pastes: who would be mailed, who not and why, and then the mailing.

Plain functions, so that a room above can send invitations of its own: `preview(text)`, shown to the one who pasted it, then
`send(preview, invite)` with the verb that makes one invitation.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from zwerm.members.models import Invitation, InvitationStop, Member
from zwerm.members.models.invitation import address_hash

#: Mails that one member may have sent in a day; what comes after is left for another day, and said.
MOST = 500

_address = re.compile(r"[^\s<>\[\]()\"',;:|]+@[^\s<>\[\]()\"',;:|]+")


class Why(Enum):
    """Why an address gets no mail."""

    NO_ADDRESS = "no_address"
    TWICE = "twice"
    MEMBER = "member"
    INVITED = "invited"
    STOPPED = "stopped"
    TOO_MANY = "too_many"

    @property
    def said(self) -> str | Promise:
        return _SAID[self]


_SAID: dict[Why, str | Promise] = {
    Why.NO_ADDRESS: gettext_lazy("this is not a mail address"),
    Why.TWICE: gettext_lazy("it is in your list twice"),
    Why.MEMBER: gettext_lazy("is a member already"),
    Why.INVITED: gettext_lazy("was invited before; nobody is mailed twice"),
    Why.STOPPED: gettext_lazy("asked never to be mailed from here"),
    Why.TOO_MANY: gettext_lazy("is one too many for today; at most 500 leave in a day"),
}


@dataclass(frozen=True)
class Skipped:
    """An address, or a piece of text that is none, with the reason."""

    text: str
    why: Why


@dataclass(frozen=True)
class Preview:
    """What would happen: who is mailed, in the order of the paste, and what is left out."""

    mailed: list[str]
    skipped: list[Skipped]

    @property
    def as_text(self) -> str:
        """The addresses to mail, to be pasted again."""
        return "\n".join(self.mailed)


def preview(text: str, *, by: Member) -> Preview:
    """What a paste by this member would do; nothing is sent. Four queries, however long it is."""
    found = list(read(text))
    left = MOST - Invitation.mailed_lately(by)
    whys = _reasons([address for address in found if _is_address(address)])
    mailed: list[str] = []
    skipped: list[Skipped] = []
    seen: set[str] = set()
    for address in found:
        why = _why(address, seen, whys, left - len(mailed))
        seen.add(address)
        if why:
            skipped.append(Skipped(address, why))
        else:
            mailed.append(address)
    return Preview(mailed, skipped)


def send(chosen: Preview, invite: Callable[[str], Invitation | None]) -> int:
    """Invite each address of a preview; how many mails leave. `invite` gives None where no mail may go after all."""
    return sum(1 for address in chosen.mailed if invite(address) is not None)


def read(text: str) -> Iterator[str]:
    """The addresses in any text, small letters, and the lines in which something with an @ or no address at all stands."""
    for piece in re.split(r"[\n\r;]+", text):
        addresses = [found.strip(".").lower() for found in _address.findall(piece)]
        if addresses:
            yield from addresses
        elif piece.strip(" ,\t"):
            yield " ".join(piece.split())[:80]


def _why(address: str, seen: set[str], whys: dict[str, Why], left: int) -> Why | None:
    if not _is_address(address):
        return Why.NO_ADDRESS
    if address in seen:
        return Why.TWICE
    return whys.get(address) or (Why.TOO_MANY if left <= 0 else None)


def _reasons(addresses: Sequence[str]) -> dict[str, Why]:
    hashes = {address_hash(address): address for address in addresses}
    stopped = InvitationStop.objects.filter(address_hash__in=hashes).values_list("address_hash", flat=True)
    invited = Invitation.objects.filter(email__in=addresses).values_list("email", flat=True)
    members = Member.objects.filter(email__in=addresses).values_list("email", flat=True)
    whys = dict.fromkeys((hashes[one] for one in stopped), Why.STOPPED)
    whys |= dict.fromkeys(invited, Why.INVITED)
    return whys | {str(address): Why.MEMBER for address in members}


def _is_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
