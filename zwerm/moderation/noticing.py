"""Who is told what of moderation, in the bell and by mail: who decides, that something waits; who reported, what became of it.

The author of what was decided about gets a letter, whatever they wish to hear (telling.py), and so no notice: nobody hears twice.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import npgettext_lazy

from zwerm.activity.models import Entry
from zwerm.groups.models import GroupRole
from zwerm.members.models import Role
from zwerm.moderation.models import Case, Objection, Report
from zwerm.moderation.templatetags.briefly import brief
from zwerm.notifications import notices
from zwerm.notifications.notices import Shown, Spot

#: Letters of what a notice names.
BRIEF = 60


def _subject(entry: Entry) -> Spot:
    return Spot(entry.subject_id)


def _case_of_decision(entry: Entry) -> Spot | None:
    case = Case.objects.filter(decisions=entry.subject_id).values_list("pk", flat=True).first()
    return Spot(case) if case else None


def _cases_shown(person: Any, keys: Sequence[int]) -> Mapping[int, Shown]:
    cases = Case.objects.visible_to(person).filter(pk__in=keys)
    return {case.pk: Shown(brief(case.words, BRIEF), case.get_absolute_url()) for case in cases}


def _objections_shown(person: Any, keys: Sequence[int]) -> Mapping[int, Shown]:
    asked = Objection.objects.visible_to(person).filter(pk__in=keys)
    return {one.pk: Shown(brief(one.words, BRIEF), one.get_absolute_url()) for one in asked}


def _reported_shown(person: Any, keys: Sequence[int]) -> Mapping[int, Shown]:
    mine = Report.objects.visible_to(person).filter(case__in=keys).select_related("case")
    return {report.case_id: Shown(brief(report.case.words, BRIEF), "/me/decisions/") for report in mine}


def _keepers(entry: Entry, after: int, most: int) -> Sequence[int]:
    """Who decides: the keepers of the group, or, where nobody but the author keeps it, those of the community."""
    author, decider = _left_out(entry)
    in_group = GroupRole.objects.at().filter(group=entry.place_id, member__is_active=True)
    keepers = set(in_group.values_list("member", flat=True)) - {author, decider}
    if not keepers:
        kinds = (Role.Kind.MODERATOR, Role.Kind.ADMINISTRATOR)
        keepers = set(Role.objects.at().filter(kind__in=kinds).values_list("member", flat=True)) - {author, decider}
    return notices.listed(keepers, after, most)


def _left_out(entry: Entry) -> tuple[int | None, int | None]:
    """The author, and who decided already."""
    if entry.verb == "objection.made":
        return entry.actor_id, entry.target_id
    return Case.objects.filter(pk=entry.subject_id).values_list("author", flat=True).first(), None


def _reporters(entry: Entry, after: int, most: int) -> Sequence[int]:
    reported = Report.objects.filter(case__decisions=entry.subject_id).values_list("reporter", flat=True)
    return notices.listed(list(reported), after, most)


@notices.each
def _while_it_waits(entry: Entry, members: Sequence[int]) -> Collection[int]:
    return members if Case.objects.filter(pk=entry.subject_id, open=True).exists() else ()


@notices.each
def _while_unanswered(entry: Entry, members: Sequence[int]) -> Collection[int]:
    return members if Objection.objects.filter(pk=entry.subject_id, answered_at=None).exists() else ()


cases = notices.Thing(
    "case",
    of=_subject,
    shown=_cases_shown,
    leads=lambda entry: f"/moderation/cases/{entry.subject_id}/",
    wanted=_while_it_waits,
)

notices.kind(
    "held",
    cases,
    sort="asked",
    verbs=["words.held"],
    receivers=_keepers,
    strength=77,
    undone_by=["case.decided", "case.withdrawn"],
    says=npgettext_lazy(
        "notice", "A post by %(who)s waits for you: %(title)s", "Posts by %(who)s wait for you: %(title)s", "count"
    ),
)
notices.kind(
    "reported",
    cases,
    sort="asked",
    verbs=["report.made", "case.returned"],
    receivers=_keepers,
    strength=78,
    undone_by=["case.decided"],
    says={
        "report.made": npgettext_lazy("notice", "Reported: %(title)s", "Reported: %(title)s", "count"),
        "case.returned": npgettext_lazy(
            "notice",
            "%(who)s changed what was decided about: %(title)s",
            "%(who)s changed what was decided about: %(title)s",
            "count",
        ),
    },
)
notices.kind(
    "objected",
    notices.Thing(
        "objection",
        of=_subject,
        shown=_objections_shown,
        leads=lambda entry: f"/moderation/objections/{entry.subject_id}/",
        wanted=_while_unanswered,
    ),
    sort="asked",
    verbs=["objection.made"],
    receivers=_keepers,
    strength=77,
    undone_by=["objection.answered"],
    says=npgettext_lazy("notice", "%(who)s objects: %(title)s", "%(who)s object: %(title)s", "count"),
)
notices.kind(
    "outcome",
    notices.Thing("my_report", of=_case_of_decision, shown=_reported_shown, leads=lambda entry: "/me/decisions/"),
    sort="asked",
    verbs=["decision.told"],
    receivers=_reporters,
    strength=76,
    says=npgettext_lazy(
        "notice",
        "It was decided about what you reported: %(title)s",
        "It was decided about what you reported: %(title)s",
        "count",
    ),
)
