"""When an author changed what they were asked to change, or what was hidden, somebody looks again."""

from __future__ import annotations

from collections.abc import Sequence

from zwerm.activity.models import Entry
from zwerm.moderation.models import Case, Decision


def read(entries: Sequence[Entry]) -> None:
    for entry in entries:
        about = Case.objects.filter(
            subject_type=entry.subject_type, subject_id=entry.subject_id, author=entry.actor_id, open=False
        )
        case = about.order_by("-pk").first()
        decision = case.latest if case else None
        if case and decision and decision.kind in Decision.ASKING and decision.at < entry.at:
            case.come_back(decision)
