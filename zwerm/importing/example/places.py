"""The groups of the example: those of `places.toml`, and regional ones where there are many members."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import Any

from zwerm.importing.example.plan import TOLD_ONCE, Place, Plan
from zwerm.importing.example.scripts import library

#: From so many members or posts on there is one conversation that never ends, of so many replies. More are planned, as for
#: some there will be no words.
LARGE_MEMBERS, LARGE_POSTS, LONGEST = 20_000, 100_000, 5000
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
    own = ("opened", "slept", "size", "share", "everybody")
    written = [
        Setting(slug, **{name: _plain(value) for name, value in row.items() if name not in own})
        for slug, row in _written().items()
    ]
    regional = [
        Setting(slug, f"HR & Werk {name}", f"Collega's uit de regio {name}, online en aan tafel.", parent="hr-en-werk")
        for slug, name in _regions(members)
    ]
    return written + regional


def plan(members: int, seed: int, now: int, posts: int | None = None) -> Plan:
    """The plan of an example community of `members` people that ends at `now` (seconds since 1970).

    Args:
        posts: how many posts it has to have, about; None takes what communities of this size usually have.
    """
    usual = Plan(members=members, now=now)
    topics = None if posts is None else max(1, round(posts / (1 + usual.expected_replies)))
    large = members >= LARGE_MEMBERS or (posts or 0) >= LARGE_POSTS
    sized = Plan(members=members, now=now, seed=seed, topics=topics, longest=LONGEST * 6 // 5 if large else 0)
    talk = library()
    places = [_place(row, sized, len(talk[slug].scripts)) for slug, row in _written().items()]
    places += [Place(opened=600 - 20 * number) for number, _ in enumerate(_regions(members))]
    return replace(sized, places=tuple(places))


def _place(row: dict[str, Any], plan: Plan, scripts: int) -> Place:
    """A written group in a plan: where things are told again there may be as much talk as there is, and shares count."""
    size = plan.core if row.get("size") == "core" else row.get("size")
    if not plan.once and "share" in row:
        size = round(row["share"] * plan.members)
    return Place(row["opened"], row.get("slept"), size, row.get("everybody", False), scripts if plan.once else None)


def _regions(members: int) -> list[tuple[str, str]]:
    """Large communities have the same groups, whatever their size: then a page of one can be compared with that of another."""
    return [("regio-" + name.lower().replace(" ", "-"), name) for name in REGIONS if members > TOLD_ONCE]


def _written() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("zwerm.importing.example") / "places.toml").read_text(encoding="utf-8"))


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
