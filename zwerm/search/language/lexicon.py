"""What a lexicon is asked: the words of this community, folded and unstemmed, and in how many texts each stands."""

from collections.abc import Hashable, Iterable
from typing import Protocol


class Lexicon(Protocol):
    """A dict will do, and so will anything that looks a word up."""

    def get(self, word: str, default: int, /) -> int:
        """In how many texts `word` stands."""


NOTHING: dict[str, int] = {}


#: The terms of a word side by side, and what it says besides.
Said = tuple[tuple[str, ...], tuple[str, ...]]


class Whole(dict[str, int]):
    """A lexicon that many texts are taken apart by: what came of a word is remembered beside it, since most words come again."""

    #: Words of which it is remembered, some 20 MB; beyond, it begins anew.
    MOST = 50_000

    def __init__(self, *rows: Iterable[tuple[str, int]]) -> None:
        super().__init__(*rows)
        self.said: dict[Hashable, Said] = {}

    def remember(self, word: Hashable, said: Said) -> Said:
        if len(self.said) >= self.MOST:
            self.said.clear()
        self.said[word] = said
        return said
