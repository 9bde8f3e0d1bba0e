"""What moving in shows in pages below: who somebody may be, where words came from, claims that wait or were answered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone

from zwerm.activity import memory
from zwerm.core.permissions import may
from zwerm.core.prepared import Prepared
from zwerm.discussions.models import Topic
from zwerm.importing.formats import FORMATS
from zwerm.importing.forms import ClaimForm
from zwerm.importing.models import Claim, ImportedRecord
from zwerm.members.models import Member

_any = memory.Shelf(most=1)
#: How long the first page tells somebody that their claim was answered.
TOLD: timedelta = timedelta(days=14)
#: People in the example that a first start offers.
EXAMPLE_MEMBERS = 300


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
    record: ImportedRecord | None = next(iter(_of_topic(topic=topic.pk)), None) if _has_any() else None
    if record is None:
        return ""
    tags, licence = record.data.get("tags", []), record.data.get("licence", "")
    shown = {"place": FORMATS[record.move.source].title, "tags": tags, "licence": licence}
    return render_to_string("importing/parts/origin.html", shown)


def _has_any() -> bool:
    """Whether anything ever moved in: nothing did into most communities, and their pages ask no further."""
    return _any.known("records", [memory.LOG], ImportedRecord.objects.exists)


def _record(subject_type: str, keys: Iterable[int]) -> ImportedRecord | None:
    return _records(subject_type, keys).first()


def _records(subject_type: str, keys: Iterable[int]) -> QuerySet[ImportedRecord]:
    found = ImportedRecord.objects.filter(subject_type=subject_type, subject_id__in=keys)
    return found.select_related("move").order_by("pk")


_of_topic = Prepared(
    lambda topic: _records("discussions.post", Topic(pk=topic).posts.filter(number=1).values_list("pk", flat=True))[:1]
)


def waiting_claims(request: HttpRequest | None, **_: Any) -> str:
    """On the first page: for administrators the claims that wait, for a member the answer to theirs."""
    if request is None or not request.user.is_authenticated:
        return ""
    waiting = Claim.objects.waiting().count() if may(request.user, "importing.read_imports") else 0
    answered = _told(request.user)
    if not waiting and not answered:
        return ""
    return render_to_string("importing/parts/waiting.html", {"waiting": waiting, "answered": answered}).strip()


def _told(member: Member) -> list[Claim]:
    """The answers that `member` got lately; most never asked."""
    if not member.known("was answered about a claim", lambda: bool(_ever_answered(member=member.pk))):
        return []
    return _answered(member=member.pk, since=timezone.now() - TOLD)


_ever_answered = Prepared(lambda member: Claim.objects.filter(member=member).values_list("pk")[:1])
_answered = Prepared(
    lambda member, since: Claim.objects.filter(
        member=member, state__in=(Claim.State.ACCEPTED, Claim.State.DECLINED), answered_at__gt=since
    ).order_by("-answered_at")[:3],
    moments=("since",),
)


def console_tab(request: HttpRequest | None, here: str = "", **_: Any) -> str:
    """Among the parts of the console, for administrators: what was moved in."""
    if request is None or not may(request.user, "importing.read_imports"):
        return ""
    return render_to_string("importing/parts/tab.html", {"here": here})


def example_offer(request: HttpRequest | None, **_: Any) -> str:
    """In the first steps of an empty site: fill it with an example."""
    if request is None or not may(request.user, "importing.fill_example"):
        return ""
    return render_to_string("importing/parts/example.html", {"members": EXAMPLE_MEMBERS}, request)
