"""The counts that a topic keeps are raised in the database, where two who raise at one moment wait for one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from zwerm.core.doors import Overtaken
from zwerm.core.statements import write

if TYPE_CHECKING:
    from zwerm.discussions.models.topic import Topic


class TopicGone(Overtaken):
    """The topic was merged into another one between looking at it and writing in it."""

    reason = gettext_lazy("This conversation was joined with another one a moment ago. You find it there.")


def up(topic: Topic, *counts: str, **changes: bool) -> None:
    """Raise `counts` by one and make `changes`; the row stays locked until the transaction ends.

    Raises:
        TopicGone: there is no such row any more.
    """
    becomes = ", ".join([*(f"{name} = {name} + 1" for name in counts), *(f"{name} = %s" for name in changes)])
    names = [*counts, *changes]
    sql = f"UPDATE discussions_topic SET {becomes} WHERE id = %s RETURNING {', '.join(names)}"  # noqa: S608  our own names
    rows = write(sql, *changes.values(), topic.pk)
    if not rows:
        raise TopicGone
    for name, value in zip(names, rows[0], strict=True):
        setattr(topic, name, changes.get(name, value))
