"""What moving in lends to the house."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from zwerm.core import personal, slots
from zwerm.core.permissions import may
from zwerm.core.personal import Fate
from zwerm.discussions.models import Topic
from zwerm.importing.formats import FORMATS
from zwerm.importing.forms import ClaimForm
from zwerm.importing.models import Claim, Import, ImportedRecord
from zwerm.members.models import Member


def claim_part(request: HttpRequest | None, *, member: Member, **_: Any) -> str:
    """On the page of a profile that nobody claimed yet: the way to say "this is me"."""
    if request is None or not member.is_placeholder or not may(request.user, "importing.claim_placeholder", member):
        return ""
    record = _record(member._meta.label_lower, [member.pk])
    if record is None:
        return ""
    claim = Claim.objects.waiting().filter(placeholder=member, member=request.user.pk).first()
    shown = {"member": member, "origin": FORMATS[record.move.source].title, "claim": claim, "form": ClaimForm()}
    return render_to_string("importing/parts/claim.html", shown, request)


def origin_line(request: HttpRequest | None, *, topic: Topic, **_: Any) -> str:
    """Under a conversation that came along: from where, its tags there, its licence."""
    first = topic.posts.filter(number=1).values_list("pk", flat=True)
    record = _record("discussions.post", first)
    if record is None:
        return ""
    tags, licence = record.data.get("tags", []), record.data.get("licence", "")
    shown = {"place": FORMATS[record.move.source].title, "tags": tags, "licence": licence}
    return render_to_string("importing/parts/origin.html", shown)


def _record(subject_type: str, keys: Iterable[int]) -> ImportedRecord | None:
    found = ImportedRecord.objects.filter(subject_type=subject_type, subject_id__in=keys)
    return found.select_related("move").first()


slots.fill("member.talk", claim_part, order=5)
slots.fill("topic.foot", origin_line, order=50)
personal.declare(Import, started_by=Fate.UNLINK)
personal.declare(Claim, placeholder=Fate.DELETE, member=Fate.DELETE, answered_by=Fate.UNLINK, exported=["member"])
