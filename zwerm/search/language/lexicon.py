"""What a lexicon is asked: the words of this community, folded and unstemmed, and in how many texts each stands."""

from typing import Protocol


class Lexicon(Protocol):
    """A dict will do, and so will anything that looks a word up."""

    def get(self, word: str, default: int, /) -> int:
        """In how many texts `word` stands."""


NOTHING: dict[str, int] = {}
