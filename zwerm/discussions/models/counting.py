"""The counts that a topic keeps are raised in the database, where two who raise at one moment wait for one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.translation import gettext_lazy

from zwerm.core.doors import Overtaken

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
    raised = {name: F(name) + 1 for name in counts}
    if not type(topic).objects.filter(pk=topic.pk).update(**raised, **changes):
        raise TopicGone
    topic.refresh_from_db(fields=[*counts, *changes])
