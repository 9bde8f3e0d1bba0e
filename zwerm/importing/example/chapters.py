"""A chapter of the story: what happened in some days or hours, written in one transaction with its lines in the log.

Rows are written in bulk, as the verbs of the house would have left them; a test compares the two.
"""

from __future__ import annotations

import numpy as np

from zwerm.importing.example import groups
from zwerm.importing.example.answering import Answering
from zwerm.importing.example.arriving import Arriving
from zwerm.importing.example.ledger import Ledger
from zwerm.importing.example.plan import Seconds
from zwerm.importing.example.talking import Talking

#: Happenings in one transaction.
LENGTH = 10_000


class Chapters:
    """Writes the story of a ledger, chapter by chapter."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.story = ledger, ledger.story
        self.arriving, self.talking, self.answering = Arriving(ledger), Talking(ledger), Answering(ledger)
        self.topic_at = np.array([one.posts[0].at for one in self.story.conversations], np.int64)

    def ends(self) -> list[int]:
        """The last second of each chapter."""
        members, given = self.story.history.members, self.story.given
        times = np.sort(np.concatenate((members.joined, self.arriving.joined, self.story.post_at, given.at)))
        return [*times[LENGTH - 1 :: LENGTH].tolist(), self.story.now]

    def write(self, after: int, until: int) -> None:
        """Write what happened after one second and up to another, inside the caller's transaction."""
        self.arriving.members(*_span(self.story.history.members.joined, after, until))
        self.ledger.groups |= groups.start(self.story, self.ledger.member, after, until)
        self.arriving.memberships(*_span(self.arriving.joined, after, until))
        self.talking.topics(*_span(self.topic_at, after, until))
        self.talking.posts(*_span(self.story.post_at, after, until))
        self.answering.reactions(*_span(self.story.given.at, after, until))
        self.answering.solutions([one for one in self.story.solved if after < one[0] <= until])
        self.ledger.write()


def _span(times: Seconds, after: int, until: int) -> tuple[int, int]:
    """The rows of a sorted column of times that lie after one second and up to another."""
    first, last = np.searchsorted(times, (after, until), side="right").tolist()
    return first, last
