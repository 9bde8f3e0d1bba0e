from __future__ import annotations

from abc import ABC, abstractmethod

from zwerm.search.engines.asked import Asked
from zwerm.search.models import Row

#: No document has a key that is higher.
NONE_ABOVE = 2**62
#: The columns of a row, as every engine has them.
COLUMNS = ("id", *Row._fields[1:])


class Engine(ABC):
    """Documents, those that were written last first. Asked without the ORM, which would take as long for so many rows as weighing them."""

    @abstractmethod
    def find(self, asked: Asked, most: int, below: int = NONE_ABOVE) -> list[Row]:
        """At most so many documents that match, whose key is lower than `below`."""

    @abstractmethod
    def titled(self, asked: Asked, most: int, below: int = NONE_ABOVE) -> list[Row]:
        """The same among titles alone."""

    @abstractmethod
    def near(self, word: str, most: int) -> list[tuple[str, int]]:
        """Words of this community that look like `word`, the most alike first, each with the number of texts in which it stands."""
