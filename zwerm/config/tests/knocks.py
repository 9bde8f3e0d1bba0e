"""What the doors of the server answer; see tests/laws/knocking.py for the words."""

from typing import Any

from tests.laws.knocking import Knock, knock
from zwerm.activity.models import Heartbeat

KNOCKS: dict[str, Knock] = {
    "health": knock(get="200"),
}


def furnish(world: Any) -> None:
    """A worker is alive, so the server is well."""
    Heartbeat.beat("knocks")
