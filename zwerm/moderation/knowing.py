"""What somebody has to know to decide: the words in their place, who reported them and why, who wrote them and what was decided before."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from zwerm.groups.models import Group
from zwerm.groups.rules import may_see
from zwerm.members.languages import language_of
from zwerm.moderation import deciding, reasons
from zwerm.moderation.holding import Why
from zwerm.moderation.matters import Shown
from zwerm.moderation.models import Case, Decision
from zwerm.moderation.models.decision import QUIET
from zwerm.moderation.reasons import RULES, Reason

Kind = Decision.Kind

#: What was decided about somebody longer ago is nobody's business any more.
REMEMBERED = timedelta(days=365)
#: The key that presses each button; none is a key that something else on every page has.
KEYS = {
    Kind.FINE: "f", Kind.PROMOTIONS: "m", Kind.JOBS: "v", Kind.CHANGE: "a", Kind.HIDE: "h", Kind.REMOVE: "x",
    Kind.WARN: "w", Kind.PAUSE: "p", Kind.BLOCK: "b", Kind.PASS: "f", Kind.REFUSE: "x",
}  # fmt: skip


@dataclass(frozen=True)
class Button:
    kind: str
    label: str | Promise
    key: str

    @property
    def is_heavy(self) -> bool:
        return self.kind in (Kind.REMOVE, Kind.REFUSE, Kind.BLOCK)


@dataclass(frozen=True)
class Choice:
    """A reason, with the words that belong to it in the author's language."""

    value: str
    label: str | Promise
    words: str


def choices(case: Case) -> list[Choice]:
    language = language_of(case.author)
    return [Choice(reason.value, reason.label, reasons.words_for(reason, language)) for reason in Reason]


def buttons(kinds: Collection[str]) -> list[Button]:
    return [Button(kind, Kind(kind).label, KEYS[Kind(kind)]) for kind in kinds]


def about(case: Case, person: Any) -> dict[str, Any]:
    """All that the page of a case shows beside its form."""
    return {
        "shown": shown_to(case, person),
        "is_inside": case.group is None or may_see(person, case.group),
        "earlier": earlier(case),
        "reasons": choices(case),
        "buttons": buttons(deciding.possible(case, person)),
        "rules": [(Reason(reason).label, rule) for reason, rule in RULES.items()],
        "latest": None if case.open else case.latest,
        "in_other_hands": _in_other_hands(case, person),
    }


def shown_to(case: Case, person: Any) -> Shown | None:
    """The thing in its place. Of a group that who decides may not see, a report brings the words along, and nothing around them."""
    if case.subject is None:
        return None
    shown = case.matter.shown(case.subject)
    if case.group is None or may_see(person, case.group):
        return shown
    return replace(shown, title="", address="", before=(), after=())


def earlier(case: Case) -> QuerySet[Decision]:
    """What was decided about the same author in the same place, of late; what was found fine or put back does not count."""
    before = Decision.objects.standing().filter(
        case__author=case.author_id, case__group=case.group_id, at__gt=timezone.now() - REMEMBERED
    )
    return before.exclude(case=case).exclude(kind__in=QUIET).exclude(objection__reversed=True).order_by("-at")[:10]


def open_places(person: Any) -> frozenset[int]:
    """The groups whose names somebody who moderates the community may read."""
    return frozenset(Group.objects.visible_to(person).values_list("pk", flat=True))


def beginning(case: Case, language: str) -> dict[str, str]:
    """What the form of a decision says before anybody touches it."""
    waits = Reason.SPAM if Why.SPAM in case.waits_for else Reason.OTHER
    reason = next(iter(case.reasons), waits.value)
    return {"reason": reason, "words": reasons.words_for(reason, language), "term": "7"}


def _in_other_hands(case: Case, person: Any) -> Any:
    """The claim of a colleague, while it holds."""
    claim = getattr(case, "claim", None)
    return claim if case.open and claim and claim.holds and claim.by_id != person.pk else None
