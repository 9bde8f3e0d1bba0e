"""Where uploads may stand: each room says who sees the things in which it places them.

`places.register("discussions.post", lambda person: Post.objects.visible_to(person).values("pk"))`
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import QuerySet

#: The keys of the things of one kind that a person may see, as a query for use inside SQL.
Seen = Callable[[Any], "QuerySet[Any, Any]"]
#: What a member has written and not sent, as Markdown.
Unsent = Callable[[int], Iterable[str]]

_places: dict[str, Seen] = {}
_unsent: list[Unsent] = []


def register(subject_type: str, seen: Seen) -> None:
    """Let uploads stand in things of this type (`app.model`); `seen(person)` gives the keys that this person may see."""
    _places[subject_type] = seen


def registered() -> Mapping[str, Seen]:
    return _places


def drafts(unsent: Unsent) -> None:
    """Let a room say which words of a member wait to be sent: what they name is kept."""
    _unsent.append(unsent)


def unsent_words(member: int) -> str:
    """All that a member has written and not sent, in one string to look things up in."""
    return "\n".join(words for unsent in _unsent for words in unsent(member))
