"""Who may report, decide, object and answer."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zwerm.activity import memory
from zwerm.core.limits import limit
from zwerm.core.permissions import permission
from zwerm.groups.models import GroupRole
from zwerm.groups.rules import MODERATORS, moderates
from zwerm.members.models import Role
from zwerm.members.rules import SIGN_IN, is_administrator, is_member, is_moderator
from zwerm.moderation.models import Case, Decision, Objection, Report

#: Who keeps some group: roles that are given or ended make the house forget everything (memory.narrow).
_keepers = memory.Shelf(most=2)

OWN = _("These are your own words: you can change or remove them yourself.")
KEEPERS = _("The desk is for facilitators, and for whoever leads or moderates a group.")
NOT_YOURS = _("Whoever moderates here decides about this; nobody does about their own words.")


def is_of_another(person: Any, author: Any) -> bool:
    """Nobody reports themselves."""
    return bool(author.pk != person.pk)


def moderates_somewhere(person: Any, record: Any = None) -> bool:
    """Has a queue: the community's, or that of a group. It is asked for the menu on every page, and so remembered for all at once."""
    if not is_member(person):
        return False
    keepers = _keepers.known(timezone.localdate(), [], _who_keeps_a_group)
    return person.pk in keepers or is_moderator(person)


def keeps_something(person: Any, record: Any = None) -> bool:
    """Sits at a desk: a facilitator, or who moderates somewhere."""
    return is_member(person) and (person.holds(Role.Kind.FACILITATOR) or moderates_somewhere(person))


def _who_keeps_a_group() -> frozenset[int]:
    return frozenset(GroupRole.objects.at().values_list("member", flat=True))


def decides(person: Any, case: Case) -> bool:
    """The same as `Case.objects.visible_to`, asked of one case."""
    if not person.is_authenticated or case.author_id == person.pk:
        return False
    if person.holds("administrator", "moderator"):
        return True
    return case.group is not None and bool(case.group.roles_of(person))


def reported_it(person: Any, report: Report) -> bool:
    return bool(person.is_authenticated and report.reporter_id == person.pk)


def is_about_me(person: Any, decision: Decision) -> bool:
    """The same as `Decision.objects.visible_to`."""
    mine = person.is_authenticated and decision.case.author_id == person.pk
    return bool(mine and decision.told_at and not decision.withdrawn_at and not decision.is_quiet)


def may_object(person: Any, decision: Decision) -> bool:
    return decision.takes_objections


def answers(person: Any, objection: Objection) -> bool:
    """The same as `Objection.objects.visible_to`: never who decided."""
    return decides(person, objection.decision.case) and objection.decision.by_id != person.pk


def decided_it(person: Any, decision: Decision) -> bool:
    return bool(decision.by_id == person.pk)


def is_active(person: Any, record: Any = None) -> bool:
    return is_member(person)


def keeps_group(person: Any, group: Any) -> bool:
    return moderates(person, group)


permission("moderation.report", (is_member, SIGN_IN), (is_of_another, OWN))
permission("moderation.view_queue", (is_member, SIGN_IN), (moderates_somewhere, MODERATORS))
permission("moderation.view_desk", (is_member, SIGN_IN), (keeps_something, KEEPERS))
permission("moderation.view_group_queue", (is_member, SIGN_IN), (keeps_group, MODERATORS))
permission("moderation.set_rules", (is_member, SIGN_IN), (keeps_group, MODERATORS))
permission(
    "moderation.set_starting_rules",
    (is_member, SIGN_IN),
    (is_administrator, _("Only administrators say with which rules a new group starts.")),
)
permission("moderation.view_case", (is_member, SIGN_IN), (decides, NOT_YOURS))
permission("moderation.decide", (is_member, SIGN_IN), (decides, NOT_YOURS))
permission("moderation.take_back", (is_member, SIGN_IN), (decided_it, _("Who decided can take it back at once.")))
permission("moderation.view_report", (is_member, SIGN_IN), (reported_it, _("Only who reported it sees this.")))
permission("moderation.view_own", (is_member, SIGN_IN))
permission("moderation.view_decision", (is_member, SIGN_IN), (is_about_me, _("Only the author sees this.")))
permission(
    "moderation.object",
    (may_object, _("An objection is possible once, in the six months after the decision.")),
)
permission(
    "moderation.view_objection",
    (is_member, SIGN_IN),
    (answers, _("An objection is answered by somebody else than who decided.")),
)

limit("moderation:report", at_once=10, every=60)
limit("moderation:objection", at_once=5, every=120)
limit("moderation:open_decision", at_once=5, every=120)
