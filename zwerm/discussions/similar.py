"""Earlier conversations that are like the one somebody is about to start."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from zwerm.discussions.finding import Posts
from zwerm.discussions.models import Topic
from zwerm.groups.models import Group
from zwerm.members.models import Block
from zwerm.search import likening, marks

#: Conversations that are shown, and how many of the most alike are looked at, since not everyone may be shown each.
SHOWN, WEIGHED = 5, 8


def similar(title: str, person: Any) -> list[Topic]:
    """At most five conversations that `person` may see, the most alike first; each with the number of its `replies`."""
    keys = likening.alike(title, person, Posts.name, (marks.section(Group.Section.DISCUSSIONS),), WEIGHED)
    blocked = Block.objects.filter(blocker=person.pk).values("blocked")
    standing = Count("posts", filter=Q(posts__deletion=None, posts__number__gt=1))
    topics = Topic.objects.shown_to(person).filter(pk__in=keys).exclude(author__in=blocked)
    known = topics.select_related("group", "closure").annotate(replies=standing).in_bulk()
    return [known[key] for key in keys if key in known][:SHOWN]
