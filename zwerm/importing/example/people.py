"""Invented people: a name, what they do and what they say of themselves, by where they turned up in the talk."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from django.utils.text import slugify
from numpy.random import PCG64, Generator

ENGLISH = "english"
#: Of the members half are consultants or interim, two in five work in an organisation, the rest recruit or study.
SHARES = {"advies": 0.5, "werving": 0.05, "student": 0.05}
ORGANISED = ("zorg", "gemeente", "onderwijs", "industrie", "bouw", "retail", "logistiek", "it", "finance")
ROLE_TYPES = {"advies": "consultant", "werving": "recruiter", "student": "student"}
NOT_SAID, PROFILE, LEARNER = 0.03, 0.7, 0.5

#: The cast of the demo; they lead, keep, own and take part. Rows 0 to 2 of a history are core team.
CAST = ("Anna de Winter", "Bram Hoogland", "Carla Vermeer")
DAAN = "Daan Oosting"


@dataclass(frozen=True)
class Person:
    """One member's page."""

    name: str
    handle: str
    role_type: str
    headline: str = ""
    organisation: str = ""
    helps_with: str = ""
    wants_to_learn: str = ""
    languages: tuple[str, ...] = ("nl",)

    @property
    def first_name(self) -> str:
        return self.name.split()[0]

    @property
    def email(self) -> str:
        known = self.name in (*CAST, DAAN)
        return f"{self.first_name.lower() if known else self.handle}@example.org"


def people(sectors: Sequence[str], writers: set[int], daan: int, seed: int, taken: set[str]) -> list[Person]:
    """A person for each row of the members.

    Args:
        sectors: what each row works in; an empty string where the talk does not say, `ENGLISH` for who speaks English only.
        writers: rows that write; they filled in their page.
        daan: the row that signs in as Daan.
        seed: equal seeds give equal people.
        taken: handles that somebody has already.
    """
    rng = Generator(PCG64([seed, 7]))
    names, trades = _read("names.toml"), _read("trades.toml")
    seen: Counter[str] = Counter(taken)
    return [
        _person(rng, row, _sector(rng, sector), _name(rng, names, row, daan, sector), row in writers, trades, seen)
        for row, sector in enumerate(sectors)
    ]


def _name(rng: Generator, names: dict[str, Any], row: int, daan: int, sector: str) -> str:
    if row < len(CAST):
        return CAST[row]
    if row == daan:
        return DAAN
    origins = list(names)
    weights = [names[origin]["weight"] * (origin in ("elders", "pools") or sector != ENGLISH) for origin in origins]
    total = sum(weights)
    first, last = rng.choice(len(origins), 2, p=[weight / total for weight in weights])
    last = last if rng.random() < 0.12 else first
    return f"{_one(rng, names[origins[first]]['first'])} {_one(rng, names[origins[last]]['last'])}"


def _sector(rng: Generator, sector: str) -> str:
    if sector:
        return sector
    chance = rng.random()
    for one, share in SHARES.items():
        if chance < share:
            return one
        chance -= share
    return _one(rng, ORGANISED)


def _person(
    rng: Generator, row: int, sector: str, name: str, writes: bool, trades: dict[str, Any], seen: Counter[str]
) -> Person:
    """The page of one row; not everybody fills in everything, and who writes mostly does."""
    trade, chance = trades[sector], rng.random()
    role_type = ROLE_TYPES.get(sector, "organisation")
    role_type = "not-said" if rng.random() < NOT_SAID and row >= len(CAST) else role_type
    told = [_one(rng, trade[part]) for part in ("is", "of", "helps", "learns")]
    shown = chance < PROFILE or writes
    helps, learns = shown and (writes or chance < LEARNER), shown and rng.random() < LEARNER
    return Person(
        name,
        _handle(name, seen),
        role_type,
        headline=told[0] if shown else "",
        organisation=told[1] if shown else "",
        helps_with=told[2] if helps else "",
        wants_to_learn=told[3] if learns else "",
        languages=("en",) if sector == ENGLISH else ("nl", "en") if rng.random() < 0.6 else ("nl",),
    )


def _handle(name: str, seen: Counter[str]) -> str:
    stem = slugify(name)[:32]
    seen[stem] += 1
    handle = stem if seen[stem] == 1 else f"{stem}-{seen[stem]}"
    return handle if handle == stem or handle not in seen else _handle(f"{name} {seen[stem]}", seen)


def _one(rng: Generator, choices: Sequence[str]) -> str:
    return choices[int(rng.integers(len(choices)))]


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("zwerm.importing.example") / name).read_text(encoding="utf-8"))
