"""What thanks lend to the house."""

from __future__ import annotations

from zwerm.core import personal
from zwerm.core.personal import Fate
from zwerm.reactions.models import Reaction

personal.declare(Reaction, giver=Fate.DELETE, receiver=Fate.DELETE, exported=["giver", "receiver"])
