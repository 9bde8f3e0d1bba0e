"""The public log: what was decided where and why, how long it took, and what objections came to. Without names, titles or days.

A line names a month, and a group only where ten people or more are in it; what was decided about a person names no group at all. Numbers
are made by the privacy gate, for each whole quarter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import pgettext

from zwerm.core import privacy_gate
from zwerm.core.privacy_gate import PEOPLE, Cell
from zwerm.groups.models import Group
from zwerm.moderation.models import Decision
from zwerm.moderation.models.decision import QUIET
from zwerm.moderation.reasons import Reason

Kind = Decision.Kind
ABOUT_A_PERSON = frozenset({Kind.WARN, Kind.PAUSE, Kind.BLOCK})
MOST = 60
#: What is in the log is a month old at least in its own words: the month, and nothing finer.
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Line:
    """One decision, as everybody may know it."""

    kind: str
    #: Empty of what was let through.
    reason: str
    month: date
    #: Empty where it would point at somebody.
    place: str
    #: `day`, `week` or `longer`.
    took: str
    #: `reversed`, `stands`, `waits`, or empty where nobody objected.
    objection: str


@dataclass(frozen=True)
class Number:
    label: str
    cell: Cell


def lines(person: Any) -> list[Line]:
    """The newest decisions; `person` reads the names of groups that they may see."""
    told = Decision.objects.standing().exclude(told_at=None).select_related("case", "objection")
    newest = list(told.order_by("-told_at", "-pk")[:MOST])
    keys = {decision.case.group_id for decision in newest if decision.case.group_id}
    seen = Group.objects.visible_to(person).filter(pk__in=keys, member_count__gte=PEOPLE)
    names = dict(seen.exclude(visibility=Group.Visibility.HIDDEN).values_list("pk", "name"))
    written = [_line(decision, names) for decision in newest]
    # Within a month the order would tell on which day something happened.
    return sorted(written, key=lambda line: (-line.month.toordinal(), line.kind, line.reason, line.place))


def numbers() -> list[Number]:
    """How many decisions there were in the last whole quarter, by reason."""
    this = privacy_gate.quarter(timezone.localdate())
    last = privacy_gate.quarter(this - timedelta(days=1))
    told = Decision.objects.standing().exclude(told_at=None).filter(at__date__gte=last, at__date__lt=this)
    return [*counted(told.exclude(kind__in=QUIET)), *let_through(told.filter(kind=Kind.PASS))]


def let_through(decisions: QuerySet[Decision]) -> list[Number]:
    """What waited by the rules of a group and was fine; what was refused is counted with its reason."""
    people = Counter(decisions.values_list("case__author", flat=True))
    label = pgettext("number of the public log", "Waited, and was let through")
    return [Number(label, _cell(people))] if people else []


def counted(decisions: QuerySet[Decision]) -> list[Number]:
    """Each reason through the gate by itself: somebody may be in several, and no total is shown from which to subtract."""
    by_reason: dict[str, dict[int, float]] = {}
    for reason, author in decisions.values_list("reason", "case__author"):
        people = by_reason.setdefault(reason, {})
        people[author] = people.get(author, 0) + 1
    return [Number(str(Reason(reason).label), _cell(people)) for reason, people in sorted(by_reason.items())]


def _cell(people: Mapping[int, float]) -> Cell:
    return privacy_gate.sums({"all": people}, attributes=["reason"]).total


def _line(decision: Decision, names: dict[int, str]) -> Line:
    about_a_person = decision.kind in ABOUT_A_PERSON
    return Line(
        kind=str(Kind(decision.kind).label),
        reason="" if decision.kind == Kind.PASS else str(Reason(decision.reason).label),
        month=timezone.localdate(decision.at).replace(day=1),
        place="" if about_a_person else names.get(decision.case.group_id or 0, ""),
        took=_took(decision.at - decision.case.opened_at),
        objection=_objection(decision),
    )


def _took(time: timedelta) -> str:
    return "day" if time <= A_DAY else "week" if time <= A_WEEK else "longer"


def _objection(decision: Decision) -> str:
    objection = decision.answer
    if objection is None:
        return ""
    if objection.answered_at is None:
        return "waits"
    return "reversed" if objection.reversed else "stands"
