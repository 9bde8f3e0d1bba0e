"""Who may bring uploads, and who sees them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zwerm.core.limits import limit
from zwerm.core.permissions import permission
from zwerm.media import places
from zwerm.media.models import Upload
from zwerm.members.rules import SIGN_IN, is_member


def sees_upload(person: Any, upload: Upload) -> bool:
    """The same as `Upload.objects.visible_to`, asked of one upload."""
    placements = list(upload.placements.all())
    if not placements:
        return bool(person.is_authenticated and upload.owner_id == person.pk)
    seen = places.registered()
    return any(
        seen[one.subject_type](person).filter(pk=one.subject_id).exists()
        for one in placements
        if one.subject_type in seen
    )


def has_room_today(person: Any, record: Any = None) -> bool:
    sizes = list(Upload.objects.today(person).values_list("size", flat=True))
    return len(sizes) < Upload.MOST_A_DAY and sum(sizes) < Upload.MOST_BYTES_A_DAY


permission("media.view_upload", (sees_upload, _("This file is not open to you.")))
permission(
    "media.bring_upload",
    (is_member, SIGN_IN),
    (
        has_room_today,
        _("You brought as much as one can in a day: a hundred files, or 200 MB. Tomorrow there is room again."),
    ),
)

limit("media:uploads", at_once=30, every=10)
