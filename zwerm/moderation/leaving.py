"""When somebody leaves the community: what they reported stays a report, without who; what they objected goes with their words."""

from __future__ import annotations

from zwerm.members.models import Member
from zwerm.moderation.models import Case, Decision, Objection, Report


def let_go(member: Member) -> None:
    """Their own words in reports go, since words can tell who wrote them; what still waits about them waits no longer."""
    Report.objects.filter(reporter=member).update(words="")
    Objection.objects.filter(decision__case__author=member).update(words="")
    Decision.objects.filter(case__author=member).update(words="")


def blank(member: Member) -> None:
    """Take what they wrote out of the cases about it."""
    Case.objects.filter(author=member).update(words="")
