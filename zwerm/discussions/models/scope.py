"""Which conversations somebody may see, and what of them a list shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.expressions import RawSQL

from zwerm.groups.models import Group, GroupRole

if TYPE_CHECKING:
    from zwerm.discussions.models.topic import Topic  # noqa: F401 names the model of the scope


class TopicScope(models.QuerySet["Topic"]):
    def visible_to(self, person: Any) -> TopicScope:
        """Who sees the group sees its topics; a removed one only its author and who moderates there.

        Asked of each topic on its own, so that a list is walked in its order and not gathered from all groups first.
        """
        seen = self._in_groups_of(person)
        if not person.is_authenticated:
            return seen.filter(removed=False)
        if person.holds("administrator", "moderator"):
            return seen
        kept = GroupRole.objects.at().filter(member=person).values("group")
        return seen.filter(Q(removed=False) | Q(author=person) | Q(group__in=kept))

    def shown_to(self, person: Any) -> TopicScope:
        """What a list shows of what this person may see: not what was removed. May be asked of a stand-in (core/prepared.py)."""
        return self._in_groups_of(person).standing()

    def _in_groups_of(self, person: Any) -> TopicScope:
        return self.filter(Exists(Group.objects.visible_to(person).filter(pk=OuterRef("group"))))

    def standing(self) -> TopicScope:
        """Topics that were not removed."""
        return self.filter(removed=False)

    def unanswered(self) -> TopicScope:
        """Questions to which nobody said anything. In the words of the indexes that hold them alone, which SQLite recognises only where
        they stand in the query itself.
        """
        return self.filter(kind=RawSQL("'question'", []), last_number=RawSQL("1", []), solution=None)

    def for_list(self) -> TopicScope:
        """With what one line in a list shows, in the same query."""
        return self.select_related("author", "group", "last_post__author", "closure", "pin")
