"""Many files at once, by another road than the upload form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile

from zwerm.core.permissions import may
from zwerm.media.files import NotTaken
from zwerm.media.models import Upload

if TYPE_CHECKING:
    from zwerm.members.models import Member

#: So many are brought at most; and after so many that were not taken, no further one is looked at.
MOST = 10


def bring_all(sent: Iterable[UploadedFile[bytes]], *, by: Member) -> tuple[list[Upload], list[str]]:
    """What may be brought of these files, and the names of those that are not taken."""
    brought: list[Upload] = []
    left: list[str] = []
    for file in sent:
        try:
            if max(len(brought), len(left)) >= MOST or not may(by, "media.bring_upload"):
                left.append(file.name or "?")
            else:
                brought.append(Upload.bring(file, by=by))
        except NotTaken:
            left.append(file.name or "?")
    return brought, left
