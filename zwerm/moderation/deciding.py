"""Deciding: a decision closes a case and does what it says; taking it back, or a heard objection, undoes all of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy

from zwerm.activity import log
from zwerm.core.doors import Overtaken
from zwerm.groups.models import GroupRole
from zwerm.members.languages import language_of
from zwerm.members.models import Member
from zwerm.moderation import reasons
from zwerm.moderation.models import Case, Claim, Decision, Objection, Restriction
from zwerm.moderation.models.decision import QUIET

Kind = Decision.Kind
RESTRICTIONS = (Kind.PAUSE.value, Kind.BLOCK.value)


class DecidedAlready(Overtaken):
    """Somebody else decided in this case."""

    reason = gettext_lazy("Somebody else decided about this a moment ago. What they decided stands.")


class ToldAlready(Overtaken):
    """The author has heard of the decision."""

    reason = gettext_lazy(
        "The author was told already, so this cannot be taken back in silence. They can object, and then it is looked at again."
    )


def possible(case: Case, person: Member) -> list[str]:
    """The kinds of decision that exist in this case, in their order, for `person` who decides."""
    subject = case.subject
    if case.matter.waits and subject is not None:
        return [*case.matter.possible(subject), *(RESTRICTIONS if may_restrict(case, person) else ())]
    found = {Kind.FINE.value}
    if subject is not None:
        found |= set(case.matter.possible(subject))
    if case.author.standing == Member.Standing.MEMBER and case.author.is_active:
        found |= {Kind.WARN.value, *([Kind.CHANGE.value] if subject is not None else [])}
    if may_restrict(case, person):
        found |= set(RESTRICTIONS)
    return [kind for kind in Kind.values if kind in found]


def may_restrict(case: Case, person: Member) -> bool:
    """Whoever leads or moderates is not paused by a colleague; who keeps the community can be by an administrator only."""
    if case.author.is_placeholder or not case.author.is_active:
        return False
    if case.author.holds("administrator", "moderator"):
        return person.holds("administrator")
    if person.holds("administrator", "moderator"):
        return True
    return case.group is not None and not case.group.roles_of(case.author)


def decide(
    case: Case,
    kind: str,
    *,
    by: Member,
    reason: str,
    words: str = "",
    until: datetime | None = None,
    everywhere: bool = False,
    away: str = "",
) -> Decision:
    """Decide in a case.

    Args:
        words: to the author; when empty, those that belong to the reason, in the author's language.
        until: the end of a pause or block.
        everywhere: a pause or block of the whole community.
        away: what becomes of the words themselves beside a decision about a person or a wish: `hide` or `remove`.

    Raises:
        DecidedAlready: somebody else was first.
    """
    with transaction.atomic():
        case.lock()
        if not case.open:
            raise DecidedAlready
        told = {"until": until, "everywhere": everywhere or case.group is None, **_to_author(case, kind, reason, words)}
        decision = Decision.objects.create(case=case, kind=kind, reason=reason, by=by, **told)
        _do(decision, by, away)
        _close(case, open=False)
        data = {"kind": kind, "reason": reason, "decision": decision.pk}
        log.record("case.decided", actor=by, subject=case, place=case.group, target=case.author, data=data)
    return decision


def take_back(decision: Decision, *, by: Member) -> None:
    """It was a slip: all is as before, and the case waits again. Nobody was told.

    Raises:
        ToldAlready: the moment has passed.
    """
    case = decision.case
    with transaction.atomic():
        case.lock()
        decision.refresh_from_db(fields=["told_at", "withdrawn_at"])
        if decision.withdrawn_at:
            return
        if decision.told_at:
            raise ToldAlready
        decision.withdrawn_at = timezone.now()
        decision.save(update_fields=["withdrawn_at"])
        _undo(decision, by)
        _close(case, open=True)
        log.record("decision.withdrawn", actor=by, subject=decision, place=case.group, target=case.author)


def answer(objection: Objection, *, by: Member, reversed: bool, words: str) -> None:
    """Another person looked again: the decision stands, or all that it did is put back."""
    decision = objection.decision
    case = decision.case
    with transaction.atomic():
        case.lock()
        objection.close(by=by, reversed=reversed, answer=words)
        if reversed:
            _undo(decision, by)
            if case.matter.waits and case.subject is not None:
                case.matter.effects[Kind.PASS].do(case.subject, by)
        data = {"reversed": reversed, "decision": decision.pk}
        log.record("objection.answered", actor=by, subject=objection, place=case.group, target=case.author, data=data)


def _to_author(case: Case, kind: str, reason: str, words: str) -> dict[str, str]:
    """What the author reads, in their language; of what is fine they hear nothing."""
    language = language_of(case.author)
    said = "" if kind in QUIET else words.strip() or reasons.words_for(reason, language)
    return {"language": language, "words": said}


def _close(case: Case, *, open: bool) -> None:
    case.open = open
    case.save(update_fields=["open"])
    Claim.objects.filter(case=case).delete()


def _do(decision: Decision, by: Member, away: str) -> None:
    """Do what it says to the thing and to the person, and remember what undoing needs."""
    case, subject = decision.case, decision.case.subject
    memo: dict[str, Any] = {}
    thing = decision.kind if decision.kind in case.matter.effects else ""
    if decision.has_term or decision.kind in (Kind.WARN, Kind.CHANGE):
        thing = Kind.REFUSE.value if case.matter.waits else away
    if thing and subject is not None:
        memo["thing"] = {"kind": thing, **case.matter.effects[thing].do(subject, by)}
    if decision.has_term:
        memo["person"] = Restriction.put(decision, by=by)
    decision.memo = memo
    decision.save(update_fields=["memo"])


def _undo(decision: Decision, by: Member) -> None:
    """Put back what it did, as far as it is still there."""
    case, subject = decision.case, decision.case.subject
    if (thing := decision.memo.get("thing")) and subject is not None:
        case.matter.effects[thing["kind"]].undo(subject, by, thing)
    for restriction in decision.restrictions.select_related("member", "group"):
        restriction.end(by=by)
        memo = decision.memo.get("person", {})
        if restriction.group and memo.get("was_in"):
            restriction.group.let_in(restriction.member, by=by)
            for role in memo.get("roles", []):
                GroupRole.give(restriction.group, restriction.member, role, by=by)


def last_slip(person: Member) -> Decision | None:
    """What somebody decided a moment ago and can still take back."""
    mine = Decision.objects.standing().filter(by=person, told_at=None, at__gt=timezone.now() - Decision.SLIP)
    return mine.select_related("case__group", "case__author").order_by("-at", "-pk").first()
