"""What moderation lends to the house."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from zwerm.activity import letters, memory, readers, worker
from zwerm.core import personal, slots
from zwerm.core.personal import Fate
from zwerm.groups import starting, writing
from zwerm.moderation import leaving, matters, noticing, parts, profiles, returning, telling  # noqa: F401  (noticing registers)
from zwerm.moderation.models import (
    Case,
    Claim,
    Decision,
    DeskMark,
    Hand,
    HoldingRules,
    Objection,
    Prompt,
    Report,
    Restriction,
    StartingRules,
)
from zwerm.moderation.spam import learning, showing

memory.narrow("words.held", "report.made", "case.decided", "case.returned", "decision.withdrawn", "decision.told")
memory.narrow("case.withdrawn")
memory.narrow("objection.made", "objection.answered")
matters.when_changed(returning.read)
matters.register(profiles.MATTER, does=_("Brings changed profiles back to who decided about them"))
writing.kept_out_by.append(Restriction.keeps_out_of)
starting.starts_with.append(StartingRules.begin)

readers.register(
    "decisions", telling.read, verbs=("decision.told", "objection.answered"), does=_("Puts decisions in the mail")
)
letters.kind("decision", telling.write_decision)
letters.kind("objection", telling.write_objection)
worker.chore("tell of decisions", Decision.tell_due, every=timedelta(seconds=20))
worker.chore("end pauses and blocks", Restriction.end_past, every=timedelta(minutes=1))
worker.chore("forget what was in hand", Hand.forget_past, every=timedelta(hours=1))
worker.chore("forget what led to nothing", Prompt.forget_past, every=timedelta(hours=6))
worker.chore("learn what reads like spam", learning.learn_again, every=timedelta(hours=6))

personal.before_leaving(leaving.let_go)
personal.blank_words(leaving.blank)
personal.declare(Case, author=Fate.KEEP, exported=["author"])
personal.declare(Claim, by=Fate.DELETE)
personal.declare(Report, reporter=Fate.UNLINK, exported=["reporter"])
personal.declare(Decision, by=Fate.UNLINK)
personal.declare(Objection, answered_by=Fate.UNLINK)
personal.declare(HoldingRules, by=Fate.UNLINK)
personal.declare(StartingRules, by=Fate.UNLINK)
personal.declare(DeskMark, member=Fate.DELETE, exported=["member"])
personal.declare(Hand, by=Fate.DELETE, exported=["by"])
personal.declare(Prompt, by=Fate.DELETE, member=Fate.DELETE, exported=["by"])
personal.declare(Restriction, member=Fate.KEEP, exported=["member"])

slots.fill("me.menu", parts.menu, order=40)
slots.fill("me.menu", parts.desk_menu, order=35)
slots.fill("me.tabs", parts.my_tabs, order=40)
slots.fill("group.menu", parts.group_menu, order=50)
slots.fill("member.menu", parts.member_menu, order=50)
slots.fill("frame.foot", parts.foot, order=40)
slots.fill("case.reports", showing.beside_case, order=10)
slots.fill("console.sections", parts.console_section, order=40)
slots.fill("home.waiting", parts.waiting, order=5)
