from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable

from zwerm.search.engines.asked import Asked
from zwerm.search.models import Row

#: No document has a key that is higher.
NONE_ABOVE = 2**62


#: The columns of a row, as every engine has them.
ROWS = """
SELECT id, source, key, thread, place, weight, at, title, body, parts, marks FROM search_document WHERE id
"""


class Engine(ABC):
    """Keys of documents, those that were written last first."""

    @abstractmethod
    def rows(self, keys: Iterable[int]) -> list[Row]:
        """The documents of these keys, in any order. Asked without the ORM, which takes as long for as many rows as weighing them."""

    @abstractmethod
    def find(self, asked: Asked, most: int, below: int = NONE_ABOVE) -> list[int]:
        """At most so many documents that match, whose key is lower than `below`."""

    @abstractmethod
    def titled(self, asked: Asked, most: int, below: int = NONE_ABOVE) -> list[int]:
        """The same among titles alone."""

    @abstractmethod
    def near(self, word: str, most: int) -> list[tuple[str, int]]:
        """Words of this community that look like `word`, the most alike first, each with the number of texts in which it stands."""
