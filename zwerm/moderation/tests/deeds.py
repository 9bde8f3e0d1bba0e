"""Every verb of this room on the world of the knocks; law 6 breaks each halfway."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from tests.laws.deeds import Deeds
from zwerm.activity.models import Entry
from zwerm.discussions.samples import make_held
from zwerm.moderation import deciding
from zwerm.moderation.holding import Limits
from zwerm.moderation.models import Case, HoldingRules, Objection, Prompt, StartingRules
from zwerm.moderation.samples import make_report


def _pause(world: Any) -> None:
    until = timezone.now() + timedelta(days=7)
    deciding.decide(world.case, "pause", by=world.administrator, reason="unkind", until=until, away="remove")


DEEDS: Deeds = {
    "Report.make": lambda world: make_report(world.topic.posts.get(number=1), by=world.member),
    "Case.come_back": lambda world: world.told.case.come_back(world.told),
    "Case.hold": lambda world: make_held(world.topic, by=world.member, body="Nog een www.boek.nl"),
    "Case.withdraw": lambda world: Case.withdraw(world.held),
    "HoldingRules.put": lambda world: HoldingRules.put(world.group, Limits(first=1), by=world.moderator),
    "StartingRules.put": lambda world: StartingRules.put(Limits(first=1), by=world.administrator),
    "Decision.tell": lambda world: world.slip.tell(),
    "Objection.make": lambda world: Objection.make(world.told, words="Niet waar."),
    "Prompt.make": lambda world: Prompt.make(
        Entry.objects.latest("pk"), world.topic, by=world.moderator, group=world.group
    ),
    "Restriction.put": _pause,
    "Restriction.end": lambda world: world.slip.restrictions.get().end(by=None),
    "decide": _pause,
    "take_back": lambda world: deciding.take_back(world.slip, by=world.moderator),
    "answer": lambda world: deciding.answer(
        world.objection, by=world.administrator, reversed=True, words="Je hebt gelijk."
    ),
}
