"""The files that a letter brings along."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import EmailMessage

from django.core.files.uploadedfile import SimpleUploadedFile

#: A picture that stands in the text and is smaller is the sign of somebody's employer, and stays where it is.
SIGN = 40_000  # bytes
NOT_MEANT = ("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")


def attached(letter: EmailMessage) -> Iterator[SimpleUploadedFile]:
    """What somebody put into this letter to be read."""
    for part in letter.walk():
        name = part.get_filename()
        if part.is_multipart() or not name or part.get_content_type() in NOT_MEANT:
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes) and content and not (part.get("Content-ID") and len(content) < SIGN):
            yield SimpleUploadedFile(name, content, part.get_content_type())
