"""Who may do what with what was moved in."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from zwerm.core.limits import limit
from zwerm.core.permissions import permission
from zwerm.importing.example import bookmark
from zwerm.importing.models import Claim
from zwerm.members.models import Member
from zwerm.members.rules import SIGN_IN, is_administrator, is_member

ADMINISTRATORS = _("Administrators look after what was moved in.")
ANSWERED = _("This claim was answered already.")


def is_placeholder(person: Any, member: Member) -> bool:
    return member.is_placeholder


def waits(person: Any, claim: Claim) -> bool:
    return claim.state == Claim.State.WAITING


def made_claim(person: Any, claim: Claim) -> bool:
    return bool(person.is_authenticated and claim.member_id == person.pk)


def has_room_for_an_example(person: Any, record: Any = None) -> bool:
    return bookmark.is_welcome()


def made_or_answers_claim(person: Any, claim: Claim) -> bool:
    return made_claim(person, claim) or is_administrator(person)


permission(
    "importing.claim_placeholder",
    (is_member, SIGN_IN),
    (is_placeholder, _("This profile belongs to somebody already.")),
)
permission("importing.answer_claim", (is_member, SIGN_IN), (is_administrator, ADMINISTRATORS), (waits, ANSWERED))
permission(
    "importing.withdraw_claim",
    (is_member, SIGN_IN),
    (made_claim, _("Only who made a claim can take it back.")),
    (waits, ANSWERED),
)
permission("importing.view_import", (is_member, SIGN_IN), (is_administrator, ADMINISTRATORS))
permission("importing.view_claim", (is_member, SIGN_IN), (made_or_answers_claim, ADMINISTRATORS))
permission("importing.read_claims", (is_member, SIGN_IN))
permission("importing.read_imports", (is_member, SIGN_IN), (is_administrator, ADMINISTRATORS))
permission(
    "importing.fill_example",
    (is_member, SIGN_IN),
    (is_administrator, ADMINISTRATORS),
    (has_room_for_an_example, _("There are groups here already; an example is for an empty site.")),
)

limit("importing:claims", at_once=10, every=120)
