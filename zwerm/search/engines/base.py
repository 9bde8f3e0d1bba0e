from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import replace

from zwerm.search.engines.asked import Asked
from zwerm.search.models import Row

#: No document has a key that is higher.
NONE_ABOVE = 2**62
#: The columns of a row, as every engine has them.
COLUMNS = ("id", *Row._fields[1:])
#: One in so many more is looked for than is wanted, since not all that is said is for everyone.
MORE = 4


def for_them(find: Callable[[Asked, int], list[Row]], asked: Asked, most: int) -> list[Row]:
    """Nearly all that is said is for nearly everyone, and to walk along the long lists of who it is for takes longer than to look it up: so
    the words are asked for alone first, and some more of them than are wanted.
    """
    if asked.ways and asked.circles:
        some = most + most // MORE
        found = find(replace(asked, circles=()), some)
        own = [one for one in found if any(f" {circle} " in one.marks for circle in asked.circles)]
        if len(found) < some or len(own) >= most:
            return own[:most]
    return find(asked, most)


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
