"""Placing uploads: what somebody's words name stands in those words from then on, and is seen by who sees them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

from zwerm.media.models import Placement, Upload

if TYPE_CHECKING:
    from zwerm.members.models import Member

_named = re.compile(rf'(?:src|href)="{re.escape(settings.MEDIA_URL)}(\d{{1,18}})/')


def place(subject: models.Model, html: str, *, owner: Member) -> None:
    """Let the uploads of `owner` that `html` names stand in `subject`; somebody else's stay where they are.

    Called inside the verb that writes `subject`. Words that name nothing cost no query.
    """
    if keys := {int(key) for key in _named.findall(html)}:
        own = Upload.objects.filter(owner=owner, pk__in=keys).values_list("pk", flat=True)
        rows = [Placement(upload_id=key, **_key(subject)) for key in own]
        Placement.objects.bulk_create(rows, ignore_conflicts=True)


def replace(subject: models.Model, html: str, *, owner: Member) -> None:
    """The same for words that were changed: what they no longer name is taken away from their readers."""
    keys = {int(key) for key in _named.findall(html)}
    Placement.objects.filter(**_key(subject)).exclude(upload__in=keys).delete()
    place(subject, html, owner=owner)


def _key(subject: models.Model) -> dict[str, Any]:
    return {"subject_type": subject._meta.label_lower, "subject_id": subject.pk}
