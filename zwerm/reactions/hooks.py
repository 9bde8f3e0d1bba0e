"""What thanks lend to the house."""

from __future__ import annotations

from zwerm.activity import memory
from zwerm.core import personal
from zwerm.core.personal import Fate
from zwerm.reactions.models import Reaction

personal.declare(Reaction, giver=Fate.DELETE, receiver=Fate.DELETE, exported=["giver", "receiver"])
memory.talk(*(f"{kind}.{done}" for kind in Reaction.Kind for done in ("given", "taken_back")))
