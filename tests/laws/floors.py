"""The floors of the house, read from the one place that tells them: the import contract in pyproject.toml."""

import tomllib
from collections.abc import Mapping

from tools.install import ROOT

Floors = Mapping[str, int]


def contract() -> list[list[str]]:
    """The rooms of each floor, the lowest floor first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    return [sorted(room.strip() for room in layer.split("|")) for layer in reversed(layers)]


FLOORS: Floors = {room: floor for floor, rooms in enumerate(contract()) for room in rooms}


def may_use(floors: Floors, user: str, used: str) -> bool:
    """Whether a room may know another: itself, or one on a lower floor. What is no room of ours is not judged."""
    if user == used or user not in floors or used not in floors:
        return True
    return floors[used] < floors[user]
