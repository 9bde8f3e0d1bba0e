"""What becomes of a letter that comes in. It answers as mail servers do: taken, not here, or come again later.

Nothing is lost between two houses: a letter is taken when what it says is written, or when its sender is told why it is not; whatever
else goes wrong, their mail server keeps it and comes again.
"""

from __future__ import annotations

import logging
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from uuid import NAMESPACE_URL, uuid5

from django.utils import translation
from django.utils.translation import gettext as _

from zwerm.activity import log as activity
from zwerm.activity.models import Entry
from zwerm.core.away import is_away
from zwerm.members.languages import language_of
from zwerm.members.models import Member
from zwerm.notifications.letterbox import addresses, answers, back, bounces, files, words
from zwerm.notifications.letterbox.addresses import NotOurs, Sealed
from zwerm.notifications.letterbox.answers import Said
from zwerm.notifications.models.trouble import Trouble

log = logging.getLogger(__name__)

TAKEN = "250 2.0.0 Taken"
LATER = "451 4.3.0 Not now, please come again"
NOT_HERE = "550 5.1.1 There is no such address here"
NOT_YOURS = "550 5.7.1 This address is for somebody else: answer from the address at which you were written to"

#: Headers that a program puts into what nobody wrote (RFC 3834 and older habits).
BY_ITSELF = {"auto-submitted": ("no",), "precedence": ("first-class", "normal", "special-delivery")}
EVEN_THE_NAME = ("x-autoreply", "x-autorespond", "x-loop", "list-id", "x-zwerm")


def knows(address: str) -> bool:
    """Whether a letter may come to this address."""
    try:
        sealed = addresses.read(address)
    except NotOurs:
        return False
    return sealed.purpose == addresses.RETURN or answers.to(sealed.purpose) is not None


def take_in(address: str, sender: str, content: bytes) -> str:
    """Do what the letter says, and say so as a mail server does.

    Args:
        address: where it came, one that `knows`.
        sender: of the envelope; empty for a report of a mail server.
        content: the letter.
    """
    try:
        sealed = addresses.read(address)
        letter = BytesParser(policy=policy.default).parsebytes(content)
        member = Member.objects.filter(pk=sealed.member, is_active=True).first()
        if member is None:
            return NOT_HERE
        return (
            _came_back(letter, sealed, member)
            if sealed.purpose == addresses.RETURN
            else _answer(letter, sender, sealed, member)
        )
    except NotOurs:
        return NOT_HERE
    except answers.Later:
        return LATER
    except Exception as error:  # whatever a stranger sends: it waits at its own server, and we are told
        if not is_away(error):
            log.exception("a letter could not be taken in")
        return LATER


def _came_back(letter: EmailMessage, sealed: Sealed, member: Member) -> str:
    if addresses.is_about(sealed, member) and (said := bounces.verdict(letter)):
        Trouble.note(member, said)
    return TAKEN


def _answer(letter: EmailMessage, sender: str, sealed: Sealed, member: Member) -> str:
    if not sender or is_automatic(letter):
        return TAKEN  # and nothing comes of it: an answer would make the next one
    if not _is_from(letter, member):
        return NOT_YOURS
    answer = answers.to(sealed.purpose)
    if answer is None:
        return NOT_HERE
    with translation.override(language_of(member)), activity.source(Entry.Source.MAIL):
        said = Said(member, words.written(letter), list(files.attached(letter)), number_of(letter, sealed))
        try:
            if not (said.words or said.files):
                raise answers.NotWritten(_("We found no words of your own in it."))
            stayed = answer(sealed.key, said)
        except answers.NotWritten as refusal:
            back.send_back(said, refusal.reason)
        else:
            back.tell_what_stayed(said, stayed)
    return TAKEN


def number_of(letter: EmailMessage, sealed: Sealed) -> str:
    """The number of a letter, the same each time it comes."""
    name = _header(letter, "message-id") or _header(letter, "date") + words.written(letter)
    return str(uuid5(NAMESPACE_URL, f"{sealed.purpose}:{sealed.key}:{sealed.member}:{name}"))


def is_automatic(letter: EmailMessage) -> bool:
    """Whether a program wrote it: somebody is away, a list, another house like this one."""
    if any(name in letter for name in EVEN_THE_NAME):
        return True
    said = (
        (_header(letter, name).split(";")[0].strip().lower(), by_hand)
        for name, by_hand in BY_ITSELF.items()
        if name in letter
    )
    return any(word not in by_hand for word, by_hand in said)


def _is_from(letter: EmailMessage, member: Member) -> bool:
    """Whether it says to come from an address of this member. Whether that is true, the mail server before us has asked."""
    said = parseaddr(_header(letter, "from"))[1].lower()
    own = member.emailaddress_set.filter(verified=True).values_list("email", flat=True)  # type: ignore[attr-defined]
    return bool(said) and said in {str(address).lower() for address in [member.email or "", *own]}


def _header(letter: EmailMessage, name: str) -> str:
    """A header as it came, empty where there is none: the library gives up on some that are written badly."""
    found = next((str(value).strip() for key, value in letter.raw_items() if key.lower() == name), "")
    return found.encode("utf-8", "replace").decode()  # bytes that are no letters
