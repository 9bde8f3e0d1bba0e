"""What is said to people: to the author the whole statement, to who reported what became of it; on a page, and by mail.

The statement says what articles 16, 17 and 20 of the Digital Services Act (Regulation (EU) 2022/2065) ask of who keeps other people's
words: what was decided, about what, why, by which rule, that a person decided it, and how one objects.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext, pgettext

from zwerm.activity import letters
from zwerm.activity.models import Entry
from zwerm.core import mail
from zwerm.members.models import Community, Member
from zwerm.moderation.models import Decision, Objection, Report
from zwerm.moderation.reasons import RULES

Kind = Decision.Kind


def what(decision: Decision) -> str:
    """What was decided, in one or two sentences to the author."""
    where = {"place": place_of(decision), "until": _until(decision)}
    said = {
        Kind.FINE: gettext("Your words stay as they are."),
        Kind.PROMOTIONS: gettext("Your conversation was moved to Promotions. Its address stays the same."),
        Kind.JOBS: gettext("Your conversation was moved to Jobs. Its address stays the same."),
        Kind.CHANGE: gettext("You are asked to change your words."),
        Kind.HIDE: gettext("Your words are hidden. You can read and change them; others do not see them."),
        Kind.REMOVE: gettext("Your words were removed."),
        Kind.PASS: gettext("Your words were let through."),
        Kind.REFUSE: gettext("Your words were not let through. They are in your drafts, and others did not see them."),
        Kind.WARN: gettext("This is a warning."),
        Kind.PAUSE: gettext("You read in %(place)s and do not write there until %(until)s. It ends by itself.") % where,
        Kind.BLOCK: gettext("You were put out of %(place)s until %(until)s. It ends by itself.") % where
        if decision.until
        else gettext("You were put out of %(place)s, without an end.") % where,
    }[Kind(decision.kind)]
    return f"{said} {also(decision)}".strip()


def also(decision: Decision) -> str:
    """What became of the words beside a decision that was about something else."""
    done = decision.memo.get("thing", {}).get("kind", "")
    if done == decision.kind:
        return ""
    if done == Kind.HIDE:
        return gettext("Until you change them, others do not see the words it is about.")
    if done == Kind.REFUSE:
        return gettext("The words it is about were not let through.")
    return gettext("The words it is about were removed.") if done == Kind.REMOVE else ""


def place_of(decision: Decision) -> str:
    if decision.everywhere or decision.case.group is None:
        community = Community.current()
        return community.name if community else "Zwerm"
    return decision.case.group.name


def _until(decision: Decision) -> str:
    return date_format(timezone.localtime(decision.until), "j F Y H:i") if decision.until else ""


def outcome(report: Report) -> str:
    """What became of a report, to who made it; nothing about a person's pause or block, which is theirs."""
    decision = report.case.latest
    if decision is None or decision.told_at is None:
        return gettext("It waits for a decision.")
    objection = decision.answer
    if objection and objection.reversed:
        return gettext("After an objection somebody else looked again, and it was put back as it was.")
    if decision.kind == Kind.FINE:
        return gettext("A moderator looked at it and leaves it as it is.")
    if decision.kind in (Kind.PROMOTIONS, Kind.JOBS):
        return gettext("A moderator moved it to where it belongs.")
    if decision.memo.get("thing"):
        return gettext("A moderator took it out of sight.")
    return gettext("A moderator spoke to the author about it.")


def read(entries: Sequence[Entry]) -> None:
    """Put in the mail what people have to hear."""
    for entry in entries:
        if entry.verb == "decision.told":
            _tell_of(entry.subject_id)
        elif entry.verb == "objection.answered":
            letters.post("objection", entry.subject_id)


def _tell_of(number: int) -> None:
    decision = Decision.objects.select_related("case__author").filter(pk=number).first()
    if decision is not None and not decision.is_quiet:
        letters.post("decision", decision.pk, decision.case.author)


def write_decision(number: int, key: str) -> EmailMultiAlternatives | None:
    """The statement of reasons to the author."""
    whole = Decision.objects.standing().select_related("case__group", "case__author")
    decision = whole.filter(pk=number).first()
    if decision is None or not decision.case.author.email:
        return None
    with translation.override(decision.language):
        values = {
            **_common(decision.case.author),
            "what": what(decision),
            "title": _title(decision),
            "words": mail.quoted(decision.words),
            "quote": mail.quoted(decision.case.words[:500]),
            "rule": rule(decision.reason),
            "url": settings.SITE_URL + (decision.open_url if decision.keeps_out else decision.get_absolute_url()),
        }
    return _letter("decision", values, decision.case.author, decision.language, key)


def write_objection(number: int, key: str) -> EmailMultiAlternatives | None:
    """The answer to an objection."""
    whole = Objection.objects.select_related("decision__case__author", "decision__case__group")
    objection = whole.filter(pk=number).exclude(answered_at=None).first()
    if objection is None or not objection.decision.case.author.email:
        return None
    decision = objection.decision
    with translation.override(decision.language):
        values = {
            **_common(decision.case.author),
            "reversed": objection.reversed,
            "words": mail.quoted(objection.answer),
            "url": settings.SITE_URL + (decision.open_url if decision.keeps_out else decision.get_absolute_url()),
        }
    return _letter("objection", values, decision.case.author, decision.language, key)


def rule(reason: str) -> str:
    return str(RULES[reason])


def _title(decision: Decision) -> str:
    subject = decision.case.subject
    return (
        decision.case.matter.shown(subject).title
        if subject is not None
        else pgettext("what was decided about", "your words")
    )


def _common(member: Member) -> dict[str, object]:
    community = Community.current()
    return {"name": member.name, "community_name": community.name if community else "Zwerm"}


def _letter(kind: str, values: dict[str, object], to: Member, language: str, key: str) -> EmailMultiAlternatives:
    return mail.letter(f"moderation/mail/{kind}.txt", values, to=to.email or "", language=language, key=key)
