"""What moving in lends to the house."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from zwerm.core import personal, slots
from zwerm.core.permissions import may
from zwerm.core.personal import Fate
from zwerm.importing.formats import FORMATS
from zwerm.importing.forms import ClaimForm
from zwerm.importing.models import Claim, Import, ImportedRecord
from zwerm.members.models import Member


def claim_part(request: HttpRequest | None, *, member: Member) -> str:
    """On the page of a profile that nobody claimed yet: where it came from, and the way to say "this is me"."""
    if request is None or not member.is_placeholder:
        return ""
    record = ImportedRecord.objects.filter(subject_type=member._meta.label_lower, subject_id=member.pk).first()
    if record is None:
        return ""
    shown = {"member": member, "origin": FORMATS[record.move.source].title}
    if may(request.user, "importing.claim_placeholder", member):
        shown["claim"] = Claim.objects.waiting().filter(placeholder=member, member=request.user.pk).first()
        shown["form"] = ClaimForm()
    return render_to_string("importing/parts/claim.html", shown, request)


slots.fill("member.sections", claim_part, order=90)
personal.declare(Import, started_by=Fate.UNLINK)
personal.declare(Claim, placeholder=Fate.DELETE, member=Fate.DELETE, answered_by=Fate.UNLINK, exported=["member"])
