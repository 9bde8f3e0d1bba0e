"""Builders of reports and decisions, for tests and the example community."""

from __future__ import annotations

from typing import Any

from zwerm.members.models import Member
from zwerm.moderation import deciding, matters
from zwerm.moderation.models import Case, Decision, Report
from zwerm.moderation.reasons import Reason


def make_report(subject: Any, *, by: Member, reason: str = Reason.ADVERT, words: str = "") -> Report:
    """Somebody reports a thing of a kind that its room registered."""
    matter = matters.of(subject._meta.label_lower)
    return Report.make(matter, subject, by=by, reason=reason, words=words)


def make_decision(case: Case, kind: str, *, by: Member, told: bool = True, **fields: Any) -> Decision:
    """A decision of which the author knows, unless `told` says otherwise."""
    decision = deciding.decide(case, kind, by=by, reason=fields.pop("reason", Reason.ADVERT), **fields)
    if told:
        decision.tell()
        decision.refresh_from_db()
    return decision
