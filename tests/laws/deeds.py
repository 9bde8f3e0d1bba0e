"""What law 6 needs of a room: a `tests/deeds.py` with each verb that leaves a line in the log, done once to the world of the knocks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

#: By the name of the function that records: `"Closure.close": lambda world: Closure.close(world.topic, by=world.moderator)`.
Deeds = Mapping[str, Callable[[Any], object]]
