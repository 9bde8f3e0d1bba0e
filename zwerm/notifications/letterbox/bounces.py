"""A letter that came back: what the other side's mail server says of it (RFC 3464)."""

from __future__ import annotations

import re
from email.message import EmailMessage, Message
from typing import NamedTuple

MOST = 200  # characters of what was said
#: RFC 3463: no such mailbox, no such host, no address at all, moved away, takes no mail (RFC 7505), switched off, no way there.
NOBODY = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1", "5.4.4"})
#: What the other side has against us (our sender, our machine, our policy) says nothing of the address.
OURS = ("5.1.7", "5.1.8", "5.7.")


class Verdict(NamedTuple):
    """What a mail server says of an address: whether letters fail for good, by which status (RFC 3463), in its own words."""

    failed: bool
    status: str
    words: str

    @property
    def nobody_there(self) -> bool:
        """Whether there is no such address, which no waiting mends."""
        return self.failed and self.status in NOBODY

    @property
    def is_of_address(self) -> bool:
        """Whether it is the address that takes nothing, and not we who are refused."""
        return self.failed and not self.status.startswith(OURS)


_status = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")


def verdict(letter: EmailMessage) -> Verdict | None:
    """What this letter says of one that we sent; None when it is no report, or one of a delay."""
    for part in letter.walk():
        if part.get_content_type() == "message/delivery-status":
            return _of_report(part)
    return None


def refused(code: int, said: str) -> Verdict:
    """What a mail server said at once, in the conversation in which a letter was to be handed over."""
    found = _status.search(said)
    return Verdict(code >= 500, found[1] if found else f"{code // 100}.0.0", " ".join(said.split())[:MOST])


def _of_report(report: Message) -> Verdict | None:
    """A report has a block about the letter, and one for each address. Of a delay there will be another word."""
    blocks = report.get_payload()
    for block in blocks if isinstance(blocks, list) else []:
        if isinstance(block, str):
            continue
        found = _status.search(str(block.get("Status", "")))
        if found and str(block.get("Action", "")).strip().lower() == "failed":
            words = str(block.get("Diagnostic-Code", "")).partition(";")[2] or found[1]
            return Verdict(found[1].startswith("5"), found[1], " ".join(words.split())[:MOST])
    return None
