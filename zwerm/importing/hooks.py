"""What moving in lends to the house."""

from __future__ import annotations

from zwerm.core import personal, slots
from zwerm.core.personal import Fate
from zwerm.importing import parts
from zwerm.importing.models import Claim, Import

personal.declare(Import, started_by=Fate.UNLINK)
personal.declare(Claim, placeholder=Fate.DELETE, member=Fate.DELETE, answered_by=Fate.UNLINK, exported=["member"])

slots.fill("member.talk", parts.claim_part, order=5)
slots.fill("topic.foot", parts.origin_line, order=50)
slots.fill("home.waiting", parts.waiting_claims, order=40)
slots.fill("console.tabs", parts.console_tab, order=60)
slots.fill("home.first_steps", parts.example_offer, order=50)
