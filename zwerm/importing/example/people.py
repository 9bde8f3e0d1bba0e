"""Invented people: a name, what they do and what they say of themselves, by where they turned up in the talk."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
        return f"{self.handle}@example.org"


#: Who leads, keeps and owns in the demo: the first of the core team. Daan takes part, his page is drawn like anybody's.
CAST = (
    Person(
        "Anna de Winter",
        "anna",
        "consultant",
        "Begon deze community, en leert er nog elke week van",
        "Eigen praktijk",
        "Mensen met elkaar verbinden die elkaar nog niet kennen.",
        "Loslaten wat zonder mij ook gaat.",
        ("nl", "en"),
    ),
    Person(
        "Bram Hoogland",
        "bram",
        "organisation",
        "Adviseur leren en ontwikkelen, modereert hier",
        "Waterschap De Vliet",
        "Intervisie, en gesprekken die dreigen te ontsporen weer op het onderwerp krijgen.",
        "Korter schrijven.",
        ("nl", "en"),
    ),
    Person(
        "Carla Vermeer",
        "carla",
        "organisation",
        "Bestuurder in de zorg, schrijft over wat er misging",
        "Zorggroep De Linden",
        "Nieuwe leidinggevenden die hun eerste honderd dagen in gaan.",
        "Hoe andere sectoren hun mensen vasthouden.",
    ),
)
CAST_SECTORS = ("advies", "gemeente", "zorg")
DAAN = ("Daan Oosting", "daan")


def people(sectors: Sequence[str], writers: set[int], daan: int, seed: int, taken: set[str]) -> list[Person]:
    """A person for each row of the members.

    Args:
        sectors: what each row works in; an empty string where the talk does not say, `ENGLISH` for who speaks English only.
        writers: rows that write; they filled in their page.
        daan: the row that signs in as Daan.
        seed: equal seeds give equal people.
        taken: handles that somebody has already, or that mail addresses of theirs begin with.
    """
    rng = Generator(PCG64([seed, 7]))
    names, trades = _read("names.toml"), _read("trades.toml")
    seen: Counter[str] = Counter(taken)
    cast = [replace(one, handle=_handle(one.handle, seen)) for one in CAST]
    daan_handle, drawn = _handle(DAAN[1], seen), []
    for row, sector in enumerate(sectors[len(CAST) :], len(CAST)):
        one = _person(rng, _sector(rng, sector), _name(rng, names, sector), row in writers, trades, seen)
        drawn.append(replace(one, name=DAAN[0], handle=daan_handle) if row == daan else one)
    return [*cast, *drawn]


def _name(rng: Generator, names: dict[str, Any], sector: str) -> str:
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


def _person(rng: Generator, sector: str, name: str, writes: bool, trades: dict[str, Any], seen: Counter[str]) -> Person:
    """The page of one row; not everybody fills in everything, and who writes mostly does."""
    trade, chance = trades[sector], rng.random()
    role_type = ROLE_TYPES.get(sector, "organisation")
    role_type = "not-said" if rng.random() < NOT_SAID else role_type
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
