from __future__ import annotations

from abc import ABC, abstractmethod

from zwerm.search.engines.asked import Asked

#: No document has a key that is higher.
NONE_ABOVE = 2**62


class Engine(ABC):
    """Keys of documents, those that were written last first."""

    @abstractmethod
    def find(self, asked: Asked, most: int, below: int = NONE_ABOVE) -> list[int]:
        """At most so many documents that match, whose key is lower than `below`."""

    @abstractmethod
    def titled(self, asked: Asked, most: int, below: int = NONE_ABOVE) -> list[int]:
        """The same among titles alone."""

    @abstractmethod
    def near(self, word: str, most: int) -> list[tuple[str, int]]:
        """Words of this community that look like `word`, the most alike first, each with the number of texts in which it stands."""
