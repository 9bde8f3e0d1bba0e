"""Remarks that fit any conversation of a place."""

from __future__ import annotations

from numpy.random import Generator

from zwerm.importing.example.scripts import Line, library

#: Where the remarks lie that fit anywhere in a language.
GENERAL = {"nl": "hr-en-werk", "en": "international"}


class Remarks:
    """Draws remarks; where things are told once, each is drawn once and then there are none left."""

    def __init__(self, rng: Generator, once: bool) -> None:
        self.rng, self.once = rng, once
        self.pools: dict[tuple[str, str], list[Line]] = {}

    def draw(self, place: str, pool: str) -> Line | None:
        """A remark of the place, else a general one, else None."""
        lines = self._pool(place, pool)
        if not self.once:
            lines = lines + self._pool(self._general(place), pool)
            return lines[int(self.rng.integers(len(lines)))] if lines else None
        lines = lines or self._pool(self._general(place), pool)
        return lines.pop(int(self.rng.integers(len(lines)))) if lines else None

    def _pool(self, place: str, pool: str) -> list[Line]:
        if (place, pool) not in self.pools:
            self.pools[place, pool] = list(library()[place].more[pool])
        return self.pools[place, pool]

    def _general(self, place: str) -> str:
        return GENERAL[library()[place].language]
