"""How far an example has been written: a line of the log, in the transaction of what it tells of."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace

from zwerm.activity import log
from zwerm.activity.models import Entry
from zwerm.groups.models import Group
from zwerm.members.models import Community

VERB = "example.written"


@dataclass(frozen=True)
class Bookmark:
    """What makes the same story again, where its rows begin in the tables, and the last chapter that was written."""

    members: int
    seed: int
    now: int
    chapter: int = 0
    done: bool = False
    before: dict[str, int] = field(default_factory=dict)
    """The highest key in the tables of members, topics and posts before the example came."""
    taken: list[str] = field(default_factory=list)
    """Handles of who was here before, and how their mail addresses begin."""
    posts: int | None = None
    """How many posts were asked for; None for what communities of this size usually have."""

    @classmethod
    def last(cls) -> Bookmark | None:
        entry = Entry.objects.filter(verb=VERB).order_by("at", "pk").last()
        return cls(**entry.data) if entry else None

    def put(self, **changes: int | bool) -> Bookmark:
        """Move the bookmark, inside the transaction of the chapter."""
        moved = replace(self, **changes)  # type: ignore[arg-type]
        community = Community.objects.get()
        log.record(VERB, actor=None, subject=community, data=asdict(moved))
        return moved


def is_welcome() -> bool:
    """Whether an example can be written here: nothing is here yet, or an example that is not finished."""
    bookmark = Bookmark.last()
    return not bookmark.done if bookmark else not Group.objects.exists()
