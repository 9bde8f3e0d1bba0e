"""Every verb of this room on the world of the knocks; law 6 breaks each halfway."""

from typing import Any

from tests.laws.deeds import Deeds
from zwerm.reactions.models import Reaction


def thanks(world: Any, giver: Any) -> dict[str, Any]:
    return {"subject": world.reply, "giver": giver, "place": world.group}


DEEDS: Deeds = {
    "Reaction.give": lambda world: Reaction.give("thanks", receiver=world.author, **thanks(world, world.member)),
    "Reaction.take_back": lambda world: Reaction.take_back("thanks", **thanks(world, world.moderator)),
}
