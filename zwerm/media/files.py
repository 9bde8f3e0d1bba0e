"""What may be attached, and how a file shows by its bytes that it is what it says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.uploadedfile import UploadedFile
from django.utils.text import slugify
from django.utils.translation import gettext as _

MOST_BYTES = 20_000_000

#: The first bytes of each family of files.
PDF, ZIP = b"%PDF-", b"PK\x03\x04"
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"

#: Suffix, media type, first bytes; a file without first bytes of its own is plain text.
KINDS: dict[str, tuple[str, bytes]] = {
    ".pdf": ("application/pdf", PDF),
    ".docx": (f"{OFFICE}.wordprocessingml.document", ZIP),
    ".xlsx": (f"{OFFICE}.spreadsheetml.sheet", ZIP),
    ".pptx": (f"{OFFICE}.presentationml.presentation", ZIP),
    ".odt": (f"{OPEN}.text", ZIP),
    ".ods": (f"{OPEN}.spreadsheet", ZIP),
    ".odp": (f"{OPEN}.presentation", ZIP),
    ".txt": ("text/plain; charset=utf-8", b""),
    ".md": ("text/markdown; charset=utf-8", b""),
    ".csv": ("text/csv; charset=utf-8", b""),
    ".ics": ("text/calendar; charset=utf-8", b""),
}
PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".gif"})


class NotTaken(ValueError):
    """This file cannot be brought in; the message is a whole sentence for the one who sent it."""

    #: The HTTP status of the refusal.
    status = 415


class TooLarge(NotTaken):
    status = 413


@dataclass(frozen=True)
class Attachment:
    """A file as it is kept."""

    content: bytes
    suffix: str
    media_type: str


def attachment(file: UploadedFile[bytes]) -> Attachment:
    """The checked content of a file that is not a picture.

    Raises:
        NotTaken: its type is not on the list, or its bytes are of another type.
        TooLarge: it has more than `MOST_BYTES` bytes.
    """
    suffix = suffix_of(file)
    if suffix not in KINDS:
        raise NotTaken(_("Files of this type are not taken. Send a picture, a PDF, an office document or plain text."))
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise TooLarge(_("This file is too large: at most 20 MB."))
    media_type, first = KINDS[suffix]
    if not content.startswith(first) or not (first or _is_text(content)):
        raise NotTaken(
            _("This file is not what its name says. Save it again in the program that made it, and try once more.")
        )
    return Attachment(content, suffix, media_type)


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode()
    except UnicodeDecodeError:
        return False


def suffix_of(file: UploadedFile[bytes]) -> str:
    return PurePath(file.name or "").suffix.lower()


def label_of(file: UploadedFile[bytes]) -> str:
    """The name of a file as its owner knows it, fit to stand between the brackets of Markdown."""
    stem = PurePath((file.name or "").replace("\\", "/")).stem
    words = "".join(sign if sign.isalnum() or sign in ".,-" else " " for sign in stem).split()
    return " ".join(words).strip(" .")[:80] or "…"


def name_of(label: str, suffix: str) -> str:
    """The name of a file in an address."""
    return f"{slugify(label)[:60].strip('-') or 'upload'}{suffix}"
