"""The world that laws 4 and 6 try: the standing cast and one group, furnished by every room."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.laws.floors import FLOORS
from tests.laws.knocking import knocks_of
from tests.laws.world import World


@pytest.fixture
def world(request: pytest.FixtureRequest, db: None, settings: Any, tmp_path: Path) -> World:
    store = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "default": store}
    world = World(hidden=getattr(request, "param", False))
    for room in FLOORS:
        furnish = getattr(knocks_of(room), "furnish", None)
        if furnish:
            furnish(world)
    return world
