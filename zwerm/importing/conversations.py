"""Some whole conversations of an archive, beside what is here of them already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from zwerm.importing.archive import Conversation, Post
from zwerm.importing.models import Import
from zwerm.importing.report import Report
from zwerm.importing.writing import Writing

SOLUTION = "solution"
CLOSURE = "closure"


class Conversations:
    """A piece of the work: what is in it, what is known of it, and the writing of the rest."""

    def __init__(self, row: Import | None, conversations: Sequence[Conversation]) -> None:
        self.row = row
        self.conversations = conversations

    @cached_property
    def things(self) -> list[tuple[str, str]]:
        """Everything in these conversations: kind and key."""
        return [thing for conversation in self.conversations for thing in things(conversation)]

    @cached_property
    def known(self) -> dict[str, int]:
        return self.row.records.by_key(key for _, key in self.things) if self.row else {}

    @property
    def has_news(self) -> bool:
        return any(key not in self.known for _, key in self.things)

    def count(self, report: Report) -> None:
        for kind in dict.fromkeys(kind for kind, _ in self.things):
            report.count(kind, (key for name, key in self.things if name == kind), self.known)

    def write(self, row: Import) -> None:
        """Write what is new: topics first, then posts, then what was done to them."""
        writing = Writing(row, self.known)
        writing.find_authors({post.author for one in self.conversations for post in posts(one)})
        writing.write_topics(self.conversations)
        writing.write_posts([post for one in self.conversations for post in posts(one)], self._places())
        for conversation in self.conversations:
            writing.solve(conversation, SOLUTION)
            writing.close(conversation, CLOSURE)
        writing.leave_records()

    def _places(self) -> dict[str, str]:
        """For each post the key of the first post of its conversation."""
        return {post.key: one.opening.key for one in self.conversations for post in posts(one)}


def posts(conversation: Conversation) -> Iterator[Post]:
    """The posts of a conversation in their order."""
    yield conversation.opening
    yield from conversation.replies


def things(conversation: Conversation) -> Iterator[tuple[str, str]]:
    """Kind and key of everything in a conversation."""
    for post in posts(conversation):
        yield post.kind, post.key
    if conversation.solution:
        yield SOLUTION, f"{SOLUTION}:{conversation.opening.key}"
    if conversation.closed_at:
        yield CLOSURE, f"{CLOSURE}:{conversation.opening.key}"
