"""The groups of the example: those of `places.toml`, and regional ones where there are many members."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from zwerm.importing.example.plan import Place, Plan
from zwerm.importing.example.scripts import library

#: Up to this many members every conversation is told once, and as it was written; beyond it they are told again elsewhere.
TOLD_ONCE = 1500
REGIONS = (
    "Amsterdam", "Rotterdam", "Utrecht", "Den Haag", "Eindhoven", "Groningen", "Twente", "Arnhem-Nijmegen", "Zwolle",
    "Midden-Brabant", "Zuid-Limburg", "Zeeland", "Friesland", "Drenthe", "Flevoland", "Noordkop", "Antwerpen", "Gent",
    "Leuven", "Paramaribo", "Willemstad", "Leiden", "Amersfoort", "Foodvalley",
)  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """What a group is called and who may see it; where it lies in the history is its `Place`."""

    slug: str
    name: str
    purpose: str
    kind: str = "interest"
    visibility: str = "members"
    joining: str = "open"
    about: str = ""
    languages: tuple[str, ...] = ("nl",)
    sections: tuple[str, ...] = ("discussions",)
    parent: str = ""


def settings(members: int) -> list[Setting]:
    """The groups, in the order of the plan's places."""
    own = ("opened", "slept", "size", "everybody")
    written = [
        Setting(slug, **{name: _plain(value) for name, value in row.items() if name not in own})
        for slug, row in _written().items()
    ]
    regional = [
        Setting(slug, f"HR & Werk {name}", f"Collega's uit de regio {name}, online en aan tafel.", parent="hr-en-werk")
        for slug, name in _regions(members)
    ]
    return written + regional


def plan(members: int, seed: int, now: int) -> Plan:
    """The plan of an example community of `members` people that ends at `now` (seconds since 1970)."""
    core = Plan(members=members, now=now).core
    talk = library()
    places = []
    for slug, row in _written().items():
        size = core if row.get("size") == "core" else row.get("size")
        told = len(talk[slug].scripts) if members <= TOLD_ONCE else None
        places.append(Place(row["opened"], row.get("slept"), size, row.get("everybody", False), told))
    places += [Place(opened=600 - 20 * number) for number, _ in enumerate(_regions(members))]
    return Plan(members=members, now=now, seed=seed, places=tuple(places))


def _regions(members: int) -> list[tuple[str, str]]:
    names = REGIONS[: 0 if members <= TOLD_ONCE else min(len(REGIONS), members // 1000)]
    return [("regio-" + name.lower().replace(" ", "-"), name) for name in names]


def _written() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("zwerm.importing.example") / "places.toml").read_text(encoding="utf-8"))


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
