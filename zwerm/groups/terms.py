"""When a role in a group is in force."""

from __future__ import annotations

from datetime import datetime

from zwerm.core.dates import in_force


def holds(
    kind: str, since: datetime, until: datetime | None, ended_at: datetime | None, at: datetime | None = None
) -> bool:
    """Whether it is now, or was at another moment; who leads a group does so until somebody takes over."""
    return in_force(since, None if kind == "owner" else until, ended_at, at)
